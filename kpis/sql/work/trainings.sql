-- Grain: one row per training of the months and area of the level shown that holds its unit. A training
-- of a district is none of its communes.
select
    training.training_code,
    training.training_date,
    training.level as held_by,
    holder.name as holder_name,
    training.form,
    training.topic,
    cast(training.attending as double) as attending,
    area.area_code
from mart_training training
join mart_unit holder
    on holder.level = training.level
    and holder.vintage = training.vintage
    and holder.code = training.area_code
join mart_area_map area
    on area.source_level = training.level
    and area.source_vintage = training.vintage
    and area.source_code = training.area_code
    and area.level = $level
    and area.vintage = $vintage
    and area.is_main
where training.month >= $first and training.month <= $last
order by training.training_date nulls last, training.training_code nulls last
