-- Grain: one row per unit and unit of the same level in another vintage that holds a part of it.
select
    level,
    source_vintage,
    source_code,
    vintage as target_vintage,
    area_code as target_code,
    weight,
    is_whole
from mart_area_map
where source_level = level and source_vintage <> vintage
order by level nulls last, source_vintage nulls last, source_code nulls last, vintage nulls last, area_code nulls last
