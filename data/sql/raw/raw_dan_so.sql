-- Grain: one row per commune and year.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_year(year) as year,
    december_of(as_year(year)) as month,
    as_code(commune_code) as commune_code,
    as_text(commune_name) as commune_name,
    as_count(residents) as residents,
    as_count(adults) as adults,
    as_count(people_15plus) as people_15plus,
    as_count(working_age) as working_age,
    as_count(households) as households,
    as_count(villages) as villages,
    as_count(insured) as insured,
    as_code(population_base) as population_base,
    coalesce(
        unread_year('year', year),
        unread_code('commune_code', commune_code),
        unread_text('commune_name', commune_name),
        unread_count('residents', residents),
        unread_count('adults', adults),
        unread_count('people_15plus', people_15plus),
        unread_count('working_age', working_age),
        unread_count('households', households),
        unread_count('villages', villages),
        unread_count('insured', insured),
        unread_code('population_base', population_base)
    ) as flaw
from text_dan_so
