-- Grain: one row per training; its unit is of the vintage in force on the day. `attending` is NULL
-- where nobody said how many members came.
select
    known.vintage,
    entry.training_code,
    entry.level,
    entry.unit_code,
    entry.training_date,
    cast(date_trunc('month', entry.training_date) as date) as month,
    entry.form,
    entry.topic,
    entry.attending
from raw_tap_huan entry
join core_vintage known
    on entry.training_date >= known.first_day and entry.training_date <= known.last_day
