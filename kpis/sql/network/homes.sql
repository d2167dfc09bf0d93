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
left join mart_group_place place
    on place.group_code = grp.group_code and place.vintage = $vintage
left join mart_unit unit
    on unit.level = 'commune' and unit.vintage = $vintage and unit.code = place.area_code
order by unit.name nulls last, place.area_code nulls last, grp.village_code nulls last,
    grp.group_code nulls last
