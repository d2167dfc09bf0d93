-- Grain: one row per unit and area that holds it: the unit itself, the one that it became in each
-- later vintage, and the district and province of these. Never onto an older vintage.
with own as (
    select level as source_level, source_vintage, source_code, level, vintage, code as area_code
    from core_unit_path
),
first_up as (
    select
        own.source_level,
        own.source_vintage,
        own.source_code,
        case own.level when 'commune' then 'district' else 'province' end as level,
        own.vintage,
        unit.parent_code as area_code
    from own
    join core_unit unit
        on unit.vintage = own.vintage and unit.level = own.level and unit.code = own.area_code
    where unit.parent_code is not null
),
second_up as (
    select
        first_up.source_level,
        first_up.source_vintage,
        first_up.source_code,
        'province' as level,
        first_up.vintage,
        unit.parent_code as area_code
    from first_up
    join core_unit unit
        on unit.vintage = first_up.vintage
        and unit.level = first_up.level
        and unit.code = first_up.area_code
    where unit.parent_code is not null
)
select source_level, source_vintage, source_code, level, vintage, area_code from own
union all
select source_level, source_vintage, source_code, level, vintage, area_code from first_up
union all
select source_level, source_vintage, source_code, level, vintage, area_code from second_up
