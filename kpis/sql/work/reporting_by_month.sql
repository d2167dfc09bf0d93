-- Grain: one row per month of the data, of one area: adults and groups of the communes of it that
-- reported, how many did, and of how many.
select
    network.month,
    cast(sum(case when activity.area_code is not null then network.adults * area.weight end) as double) as adults,
    cast(sum(case when activity.area_code is not null then network.groups * area.weight end) as double) as groups,
    count(activity.area_code) as units_reported,
    count(*) as units_expected,
    bool_and(area.is_whole or activity.area_code is null) as is_exact
from mart_network_month network
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = network.vintage
    and area.source_code = network.area_code
    and area.level = $level
    and area.vintage = $vintage
    and area.area_code = $area
left join mart_activity_month activity
    on activity.vintage = network.vintage
    and activity.area_code = network.area_code
    and activity.month = network.month
    and activity.topic = 'all'
group by network.month
order by network.month nulls last
