-- Grain: one row per vintage, with its first and last day in force and the vintage after it.
select vintage, first_day, last_day, next_vintage
from raw_vintage
