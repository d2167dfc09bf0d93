-- Grain: one row per file, sheet, side, unit and topic of `told`, with its lines and what these add.
create or replace temp table added as
select
    load,
    place >> 32 as sheet,
    is_numerator,
    home,
    topic,
    min(place & 4294967295) as first_line,
    max(place & 4294967295) as last_line,
    count(*) as counts,
    cast(sum(amount * weight) as double) as added
from told
group by load, place >> 32, is_numerator, home, topic
