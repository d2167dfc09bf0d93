-- Grain: one row per line of $table whose code is of one unit and whose name is not of it.
insert into unplaced
select
    entry.line,
    'code_not_of_name' as rule,
    concat_ws(' · ', entry.$unit, entry.place_name) as text,
    cast(date_trunc('month', $day) as date) as month,
    misnamed.candidates
from $table entry
join misnamed
    on misnamed.name = entry.place_name
    and misnamed.district = coalesce(entry.place_district, '')
    and misnamed.level = $level
    and misnamed.code = as_code(entry.$unit)
    and misnamed.day = $until
