-- Grain: one row per line of $table whose unit is named and is not clear.
insert into unplaced
select
    entry.line,
    answer.rule,
    concat_ws(', ', entry.place_name, entry.place_district) as text,
    cast(date_trunc('month', answer.day) as date) as month,
    answer.candidates
from $table entry
join answer
    on answer.name = entry.place_name
    and answer.district = coalesce(entry.place_district, '')
    and answer.level = $level
    and answer.day = $day
where entry.$unit is null and answer.code = ''
