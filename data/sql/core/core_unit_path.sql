-- Grain: one row per unit and vintage not older than its own: the unit that it is or became; of a
-- unit that was split, the one that took most of it.
select level, source_vintage, source_code, vintage, code
from core_crosswalk
where vintage >= source_vintage
qualify row_number() over (
    partition by level, source_vintage, source_code, vintage
    order by coalesce(weight, -1) desc nulls last, code nulls last
) = 1
