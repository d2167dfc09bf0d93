-- Grain: one row per village in a month, under the commune in force and the unit of the vintage shown
-- that holds it: households reached so far of all, NULL where not known.
select
    village.village_code,
    village.village_name,
    village.groups,
    cast(village.households as double) as households,
    cast(village.households_reached as double) as households_reached,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code
from mart_village_month village
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = village.vintage
    and area.source_code = village.area_code
    and area.level = 'commune'
    and area.vintage = $vintage
    and area.is_main
join mart_unit unit
    on unit.level = 'commune' and unit.vintage = area.vintage and unit.code = area.area_code
where village.month = $month
order by unit.code nulls last, village.village_code nulls last
