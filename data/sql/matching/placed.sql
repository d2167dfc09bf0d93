-- Claim: every line of $table whose unit is named has the code of that unit afterwards.
update $table as entry
set $unit = answer.code
from answer
where answer.name = entry.place_name
    and answer.district = coalesce(entry.place_district, '')
    and answer.level = $level
    and answer.day = $day
    and entry.$unit is null
