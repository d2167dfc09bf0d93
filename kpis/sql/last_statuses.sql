-- Of each indicator the rows of mart_status of one level, of the last period in which any unit has a
-- value, if any has: the year that has begun is the last one of a yearly indicator, and has none yet.
with last_period as (
    select
        kpi,
        coalesce(max(case when value is not null then period end), max(period)) as period
    from mart_status
    where level = $level
    group by kpi
)

select status.*
from mart_status as status
inner join last_period
    on status.kpi = last_period.kpi and status.period = last_period.period
where status.level = $level
order by status.rowid nulls last
