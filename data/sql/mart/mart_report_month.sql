-- Grain: one row per commune and month in which a report was due, under the commune as reported.
-- Due = on time + late + missing + not due: one that is not sent is missing when its day has come.
select
    vintage,
    commune_code as area_code,
    month,
    cast(count(*) as bigint) as reports_due,
    cast(sum(case when is_sent then 1 else 0 end) as bigint) as reports_sent,
    cast(sum(case when is_on_time then 1 else 0 end) as bigint) as reports_on_time,
    cast(sum(case when is_sent and not is_on_time then 1 else 0 end) as bigint) as reports_late,
    cast(sum(case when is_sent or is_open then 0 else 1 end) as bigint) as reports_missing,
    cast(sum(case when not is_sent and is_open then 1 else 0 end) as bigint) as reports_not_due
from (
    select core_report.*, coalesce(due_date > as_of, false) as is_open
    from core_report
    left join (select day as as_of from core_as_of) on true
)
group by vintage, commune_code, month
