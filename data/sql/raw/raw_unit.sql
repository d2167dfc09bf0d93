-- Grain: one row per unit of a level and vintage, with the days on which it is in force.
select
    vintage,
    level,
    code,
    name,
    type,
    parent_code,
    cast(valid_from as date) as valid_from,
    cast(valid_to as date) as valid_to,
    successor_code,
    straddles,
    legal_act
from text_unit
