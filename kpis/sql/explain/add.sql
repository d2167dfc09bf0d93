-- Grain: one row per line that a query of this folder finds.
insert into told
with found as (
    {lines}
)
select
    found.side = 'numerator' as is_numerator,
    found.home,
    found.load,
    found.line as place,
    found.unit,
    found.month,
    found.group_code,
    found.topic,
    found.amount,
    found.weight
from found
