-- Grain: one row per unit of a level and vintage.
select
    vintage,
    level,
    code,
    name,
    short_name,
    type,
    parent_code,
    parent_name,
    valid_from,
    valid_to,
    successor_code,
    straddles,
    legal_act
from core_unit
