-- Grain: one row per group and time for which it exists: one that was closed and works again has two.
-- closed_date is its last day, NULL while it is not over.
select group_code, set_up_date, closed_date
from core_group_spell
