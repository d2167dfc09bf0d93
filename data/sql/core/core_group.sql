-- Grain: one row per group; its commune is that of the vintage in force when it was set up.
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
