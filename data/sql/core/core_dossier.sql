-- Grain: one row per commune of the applicant, handling level and month.
select known.vintage, entry.*
from raw_ho_so entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
