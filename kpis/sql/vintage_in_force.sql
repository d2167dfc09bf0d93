-- Grain: one row per vintage, oldest first, with the days on which it is in force.
select
    vintage,
    coalesce(valid_from, date '0001-01-01') as first_day,
    coalesce(valid_to, date '9999-12-31') as last_day
from mart_unit
where parent_code is null
order by vintage nulls last
