-- Grain: one row per village of a commune of a vintage and year of its households, with the years for
-- which it is the newest one known: from its own to the one before the next.
with stated as (
    select known.vintage, entry.*
    from raw_ho_thon entry
    join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
)
select
    vintage,
    commune_code,
    village_code,
    village_name,
    year as first_year,
    coalesce(
        lead(year) over (
            partition by vintage, commune_code, village_code order by year nulls last
        ) - 1,
        9999
    ) as last_year,
    households
from stated
