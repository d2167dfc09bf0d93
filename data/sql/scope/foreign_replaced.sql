-- Grain: one row per unit other than the communes $codes of which lines in force are superseded.
select distinct entry.$unit as code
from kept_$export entry
join superseded on superseded.load = entry.load and superseded.line = entry.line
where $level <> 'commune' or entry.$unit not in ($codes)
order by entry.$unit nulls last
