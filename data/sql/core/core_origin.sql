-- Grain: one row: whether any file of the data is a demonstration.
select coalesce(max(cast(is_demonstration as integer)), 0) = 1 as is_demonstration
from core_export
