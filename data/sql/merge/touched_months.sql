-- Grain: one row per month, as 2024-05, whose lines of $export have to be written anew: one is new or
-- superseded, or the month has no file yet.
select strftime($dated, '%Y-%m') as month from raw_$export
union
select strftime($dated, '%Y-%m') from fresh_$export
union
select strftime($dated, '%Y-%m')
from kept_$export
where (load, line) in (select (load, line) from superseded)
