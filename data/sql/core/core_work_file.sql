-- Grain: one row per unit of any level and month.
select known.vintage, entry.*
from raw_ho_so_cong_viec entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
