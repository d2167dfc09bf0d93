-- Grain: one row per name, district, level, code and vintage with which $table gives a unit twice:
-- by its code and by a name. $until is the last day of the vintage that the day of a line is in.
select distinct
    entry.place_name as name,
    coalesce(entry.place_district, '') as district,
    $level as level,
    as_code(entry.$unit) as code,
    $until as day
from $table entry
where entry.place_name is not null
    and as_code(entry.$unit) is not null
    and $day is not null
    and $level is not null
order by all
