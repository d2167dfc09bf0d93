-- Grain: one row per commune, month, topic and form in which something was done. Who reported at all,
-- and so did nothing of the rest, is in mart_activity_month.
-- Months: apart
select
    month,
    vintage,
    commune_code as area_code,
    topic,
    form,
    sessions,
    people,
    households_visited,
    households_new,
    assists,
    distinct_people,
    first_uses
from core_work
