-- Grain: one row per commune and month in which a report was due, under the commune as reported.
-- Due = on time + late + missing.
select
    vintage,
    commune_code as area_code,
    month,
    cast(count(*) as bigint) as reports_due,
    cast(sum(case when is_sent then 1 else 0 end) as bigint) as reports_sent,
    cast(sum(case when is_on_time then 1 else 0 end) as bigint) as reports_on_time,
    cast(sum(case when is_sent and not is_on_time then 1 else 0 end) as bigint) as reports_late,
    cast(sum(case when is_sent then 0 else 1 end) as bigint) as reports_missing
from core_report
group by vintage, commune_code, month
