-- Grain: one row per target of a district or commune of the vintage in force on its day of issue.
select known.vintage, entry.*
from raw_chi_tieu entry
join core_vintage known
    on entry.issued_date >= known.first_day and entry.issued_date <= known.last_day
