-- Grain: one row per unit and vintage not older than its own: the unit that it is or became.
with recursive path as (
    select
        level,
        vintage as source_vintage,
        code as source_code,
        vintage,
        code,
        successor_code
    from core_unit
    union all
    select
        path.level,
        path.source_vintage,
        path.source_code,
        successor.vintage,
        successor.code,
        successor.successor_code
    from path
    join core_vintage known on known.vintage = path.vintage
    join core_unit successor
        on successor.vintage = known.next_vintage
        and successor.level = path.level
        and successor.code = path.successor_code
)
select level, source_vintage, source_code, vintage, code
from path
