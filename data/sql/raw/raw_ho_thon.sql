-- Grain: one row per village and year, of which the month is December.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_year(year) as year,
    december_of(as_year(year)) as month,
    as_code(commune_code) as commune_code,
    as_text(commune_name) as commune_name,
    as_code(village_code) as village_code,
    as_text(village_name) as village_name,
    as_count(households) as households,
    coalesce(
        unread_year('year', year),
        unread_code('commune_code', commune_code),
        unread_text('commune_name', commune_name),
        unread_code('village_code', village_code),
        unread_text('village_name', village_name),
        unread_count('households', households)
    ) as flaw
from text_ho_thon
