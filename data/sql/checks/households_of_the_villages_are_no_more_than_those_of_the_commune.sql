-- Claim: The villages of a commune have no more households than the commune.
-- Vi: Tổng số hộ của các thôn không vượt quá số hộ của xã.
-- Severity: warning
-- Grain: one row per commune and year with more.
with summed as (
    select
        vintage, commune_code, first_year as year, cast(sum(households) as bigint) as households
    from core_village
    group by vintage, commune_code, first_year
)
select
    summed.vintage,
    'commune' as level,
    summed.commune_code as area_code,
    cast(concat(summed.year, '-12-01') as date) as month,
    concat('ho_thon ', summed.households, ' > dan_so ', population.households) as detail
from summed
join core_population population
    on population.vintage = summed.vintage
    and population.commune_code = summed.commune_code
    and population.first_year = summed.year
where summed.households > population.households
