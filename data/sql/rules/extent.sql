-- Grain: one row: the accepted lines of $export and the first and last month that they tell of.
select
    '$export' as export,
    cast(count(*) as bigint) as accepted,
    cast(date_trunc('month', min($dated)) as date) as first_month,
    cast(date_trunc('month', max($dated)) as date) as last_month
from raw_$export
