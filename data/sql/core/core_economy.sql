-- Grain: one row per unit (province or commune) and year, of which the month is December.
select known.vintage, entry.*
from raw_kinh_te_so entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
