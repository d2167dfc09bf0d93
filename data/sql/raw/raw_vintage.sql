-- Grain: one row per vintage, with the first and the last day on which its units are in force.
-- The days are those of the province; the oldest vintage has no first day, the newest no last one.
select
    vintage,
    coalesce(cast(valid_from as date), date '0001-01-01') as first_day,
    coalesce(cast(valid_to as date), date '9999-12-31') as last_day,
    lead(vintage) over (order by vintage) as next_vintage
from text_unit
where parent_code is null
