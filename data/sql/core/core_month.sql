-- Grain: one row per month of the data, without a gap, with the vintage in force on its first day.
-- The data reach from the first to the last month of the reports and of the services. A month with
-- under a hundredth of the lines of the fullest one is a slip of the pen and not the end of time.
with stated as (
    select 'bao_cao' as export, month, cast(count(*) as double) as lines
    from raw_bao_cao
    group by month
    union all
    select 'su_dung_dich_vu' as export, month, cast(count(*) as double) as lines
    from raw_su_dung_dich_vu
    group by month
),
fullest as (
    select export, max(lines) as lines from stated group by export
),
reach as (
    select min(stated.month) as first_month, max(stated.month) as last_month
    from stated
    join fullest on fullest.export = stated.export
    where stated.lines >= 0.01 * fullest.lines
),
each as (
    select unnest(generate_series(first_month, last_month, interval 1 month)) as month from reach
),
months as (
    select cast(month as date) as month from each
)
select months.month, known.vintage
from months
join core_vintage known on months.month >= known.first_day and months.month <= known.last_day
