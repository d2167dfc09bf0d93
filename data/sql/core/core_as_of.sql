-- Grain: one row: how far in time the data were made. `day` is the newest day of a sent report or an
-- activity up to the 31st day after the last month: a day beyond is a slip of the pen (see the check
-- no_day_lies_beyond_the_data). `due_date` is until when the reports of the last month are to be
-- sent: where none says so, until that month is over.
with reach as (
    select max(month) as last_month from core_month
),
days as (
    select sent_date as day from core_report where is_sent
    union all
    select last_date as day from core_activity_month
),
due as (
    select max(due_date) as day
    from core_report
    join reach on month = last_month
)
select
    (select max(day) from days where day <= last_month + interval 62 day) as day,
    coalesce((select day from due), last_day(last_month)) as due_date
from reach
where last_month is not null
