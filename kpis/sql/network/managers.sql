-- Grain: one row per management group that exists on the day $day, under the unit of $vintage that
-- holds the one for which it was set up: NULL where $vintage is older than that.
select
    manager.level,
    place.area_code,
    manager.management_code,
    manager.people,
    manager.telecom_staff
from mart_management manager
left join mart_area_map place
    on place.source_level = manager.level
    and place.source_vintage = manager.vintage
    and place.source_code = manager.area_code
    and place.level = manager.level
    and place.vintage = $vintage
    and place.is_main
    and manager.vintage <= $vintage
where manager.set_up_date <= $day and (manager.closed_date is null or manager.closed_date >= $day)
order by manager.management_code nulls last
