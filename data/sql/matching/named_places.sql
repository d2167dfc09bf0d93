-- Grain: one row per name, district, level and day with which $table names a unit without its code.
-- A line whose day cannot be read is set aside for that, so its name is not looked up.
select distinct
    entry.place_name as name,
    coalesce(entry.place_district, '') as district,
    $level as level,
    $day as day
from $table entry
where entry.$unit is null and entry.place_name is not null and $day is not null and $level is not null
order by all
