-- Claim: the stock $part of a commune is no more than its $whole, as the newest population of the same
-- vintage and not of a later year has it. Where none is known, nothing is claimed.
with population as (
    select
        known.vintage,
        stated.commune_code,
        stated.year as first_year,
        coalesce(
            lead(stated.year) over (
                partition by known.vintage, stated.commune_code order by stated.year
            ) - 1,
            9999
        ) as last_year,
        stated.$whole as whole
    from raw_dan_so stated
    join raw_vintage known on stated.month >= known.first_day and stated.month <= known.last_day
)
select
    entry.line,
    '$part' as field,
    'above_whole' as rule,
    concat(entry.$part, ' > ', population.whole) as text
from raw_$export entry
join raw_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
join population
    on population.vintage = known.vintage
    and population.commune_code = entry.commune_code
    and population.first_year <= extract(year from entry.month)
    and population.last_year >= extract(year from entry.month)
where entry.$part > population.whole
