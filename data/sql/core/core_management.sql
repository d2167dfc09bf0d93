-- Grain: one row per management group; its unit is of the vintage in force when it was set up.
select known.vintage, entry.*
from raw_to_quan_ly entry
join core_vintage known
    on entry.set_up_date >= known.first_day and entry.set_up_date <= known.last_day
