-- Grain: one row per group: its village, the commune in which it was set up, and that of $vintage that
-- holds it: NULL where that is older than the commune in which it was set up.
select
    grp.group_code,
    grp.village_code,
    grp.village_name,
    place.area_code,
    unit.name as area_name,
    unit.parent_code,
    unit.parent_name,
    grp.vintage as home_vintage,
    grp.area_code as home_code,
    home.name as home_name,
    grp.set_up_date
from mart_group grp
join mart_unit home
    on home.level = 'commune' and home.vintage = grp.vintage and home.code = grp.area_code
left join mart_area_map place
    on place.source_level = 'commune'
    and place.source_vintage = grp.vintage
    and place.source_code = grp.area_code
    and place.level = 'commune'
    and place.vintage = $vintage
    and place.is_main
    and grp.vintage <= $vintage
left join mart_unit unit
    on unit.level = 'commune' and unit.vintage = $vintage and unit.code = place.area_code
order by unit.name nulls last, place.area_code nulls last, grp.village_code nulls last,
    grp.group_code nulls last
