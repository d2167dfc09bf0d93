-- Grain: one row per commune of a vintage and year of its population, with the years for which it
-- is the newest one known: from its own to the one before the next.
with population as (
    select known.vintage, entry.*
    from raw_dan_so entry
    join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
)
select
    vintage,
    commune_code,
    year as first_year,
    coalesce(
        lead(year) over (partition by vintage, commune_code order by year nulls last) - 1, 9999
    ) as last_year,
    residents,
    adults,
    people_15plus,
    working_age,
    households,
    villages,
    insured,
    population_base
from population
