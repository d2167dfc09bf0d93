-- Grain: one row per area and topic on which something was done in the months: the assists, carried as
-- in done.sql.
with told as (
    select vintage, area_code, topic, cast(sum(assists) as double) as assists
    from mart_work_month
    where month >= $first and month <= $last
    group by vintage, area_code, topic
)
select
    to_area.area_code,
    told.topic,
    cast(sum(told.assists * to_base.weight * to_area.weight) as double) as assists
from told
join mart_area_map to_base
    on to_base.source_level = 'commune'
    and to_base.source_vintage = told.vintage
    and to_base.source_code = told.area_code
    and to_base.level = 'commune'
    and to_base.vintage = $base
join mart_area_map to_area
    on to_area.source_level = 'commune'
    and to_area.source_vintage = $base
    and to_area.source_code = to_base.area_code
    and to_area.level = $level
    and to_area.vintage = $vintage
group by to_area.area_code, told.topic
order by to_area.area_code nulls last, told.topic nulls last
