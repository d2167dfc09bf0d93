-- Claim: The code of a village belongs to one commune.
-- Vi: Một mã thôn chỉ thuộc một xã.
-- Severity: warning
-- Grain: one row per vintage, export and code that two communes have, in the first month.
with named as (
    select 'to_cong_nghe_so' as export, vintage, month, village_code, commune_code
    from core_group_unit
    where exists_then
    union
    select
        'ho_thon' as export,
        vintage,
        cast(concat(first_year, '-12-01') as date) as month,
        village_code,
        commune_code
    from core_village
),
shared as (
    select
        export,
        vintage,
        month,
        village_code,
        min(commune_code) as commune_code,
        max(commune_code) as other_code
    from named
    group by export, vintage, month, village_code
    having min(commune_code) <> max(commune_code)
),
begun as (
    select export, vintage, village_code, min(month) as month
    from shared
    group by export, vintage, village_code
)
select
    shared.vintage,
    'commune' as level,
    shared.commune_code as area_code,
    shared.month,
    concat(
        shared.export, ', ', shared.village_code, ': ', shared.commune_code, ' ≠ ', shared.other_code
    ) as detail
from shared
join begun
    on begun.export = shared.export
    and begun.vintage = shared.vintage
    and begun.village_code = shared.village_code
    and begun.month = shared.month
