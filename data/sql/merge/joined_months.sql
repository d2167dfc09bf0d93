-- Grain: one row per line in force of the months of $export that are touched.
select *
from kept_$export
where strftime($dated, '%Y-%m') in (select month from touched)
    and (load, line) not in (select (load, line) from superseded)
union all by name
select * from raw_$export
