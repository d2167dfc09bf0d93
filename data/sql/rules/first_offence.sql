-- Grain: one row per line that breaks one of the rules of a step: the first of them.
with offence as (
    $offences
),
ranked as (
    select *, row_number() over (partition by line order by place) as rank
    from offence
)
select line, field, rule, text
from ranked
where rank = 1
