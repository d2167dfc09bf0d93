-- Grain: one row per commune, group, month and topic with activities dated before the first or long
-- after the last month of the data: the last of these days. Read by itself, as it is nearly empty.
-- Months: apart
with reach as (
    select min(month) as first_month, max(month) as last_month
    from core_month
),
stray as (
    select
        activity.commune_code,
        activity.group_code,
        cast(date_trunc('month', activity.activity_date) as date) as month,
        activity.topic,
        max(activity.activity_date) as last_date
    from raw_hoat_dong activity
    where activity.activity_date < (select first_month from reach)
    or activity.activity_date > (select cast(last_month + interval 62 day as date) from reach)
    group by
        activity.commune_code,
        activity.group_code,
        cast(date_trunc('month', activity.activity_date) as date),
        activity.topic
)
select known.vintage, stray.*
from stray
join core_vintage known on stray.month >= known.first_day and stray.month <= known.last_day
