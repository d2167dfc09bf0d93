-- Grain: one row per group and month: a report that is due, under the commune as reported.
-- It is sent when its state says so and its day is known, and on time up to the day when it is due.
-- Months: apart
select
    known.vintage,
    entry.commune_code,
    entry.month,
    entry.group_code,
    entry.due_date,
    entry.sent_date,
    entry.state,
    entry.difficulties,
    entry.state in ('da_gui', 'da_duyet', 'da_khoa') and entry.sent_date is not null as is_sent,
    entry.state in ('da_gui', 'da_duyet', 'da_khoa')
    and coalesce(entry.sent_date <= entry.due_date, false) as is_on_time
from raw_bao_cao entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
