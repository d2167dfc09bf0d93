-- Grain: one row per month, for the whole province.
select known.vintage, entry.*
from raw_dich_vu_cong entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
