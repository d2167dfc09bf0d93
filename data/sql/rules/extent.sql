-- Grain: one row per load of $export that has lines in force: how many, and the first and the last
-- month that they tell of.
select
    load,
    '$export' as export,
    cast(count(*) as bigint) as in_force,
    cast(date_trunc('month', min($dated)) as date) as first_month,
    cast(date_trunc('month', max($dated)) as date) as last_month
from raw_$export
group by load
