-- Grain: one row per group and time for which it exists: one that was closed and works again has two.
-- Its commune is that of the vintage in force when the time began.
select
    entry.group_code,
    known.vintage,
    entry.commune_code,
    entry.village_code,
    entry.village_name,
    entry.set_up_date,
    entry.closed_date
from raw_to_cong_nghe_so entry
join core_vintage known
    on entry.set_up_date >= known.first_day and entry.set_up_date <= known.last_day
