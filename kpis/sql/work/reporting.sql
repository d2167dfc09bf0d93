-- Grain: one row per area of the vintage shown, of every level: who could have worked in the months, in the
-- communes that reported: adult-months and group-months; the units of the end of the period that
-- reported in any of them, and all. `is_exact`: nothing had to be apportioned.
with told as (
    select
        to_base.area_code as base_code,
        cast(sum(activity.adults * to_base.weight) as double) as adults,
        cast(sum(network.groups * to_base.weight) as double) as groups
    from mart_activity_month activity
    join mart_network_month network
        on network.vintage = activity.vintage
        and network.area_code = activity.area_code
        and network.month = activity.month
    join mart_area_map to_base
        on to_base.source_level = 'commune'
        and to_base.source_vintage = activity.vintage
        and to_base.source_code = activity.area_code
        and to_base.level = 'commune'
        and to_base.vintage = $base
    where activity.topic = 'all' and activity.month >= $first and activity.month <= $last
    group by to_base.area_code
)
select
    unit.level,
    unit.vintage,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code,
    cast(sum(told.adults * to_area.weight) as double) as adult_months,
    cast(sum(told.groups * to_area.weight) as double) as group_months,
    count(told.base_code) as units_reported,
    count(to_area.source_code) as units_expected,
    coalesce(bool_and(to_area.is_whole or told.base_code is null), true) as is_exact,
    coalesce(bool_and(to_area.weight is not null or told.base_code is null), false) as is_comparable
from mart_unit unit
left join mart_area_map to_area
    on to_area.source_level = 'commune'
    and to_area.source_vintage = $base
    and to_area.level = unit.level
    and to_area.vintage = unit.vintage
    and to_area.area_code = unit.code
left join told on told.base_code = to_area.source_code
where unit.vintage = $vintage
group by unit.level, unit.vintage, unit.code, unit.name, unit.parent_code
order by unit.code nulls last
