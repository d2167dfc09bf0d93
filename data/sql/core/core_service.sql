-- Grain: one row per commune and month: stocks at its end; NULL is not known.
select known.vintage, entry.*
from raw_su_dung_dich_vu entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
