-- Grain: one row per month and area of a level, on the units in force in the month: sums of the counts
-- of a topic and form ('' is all), adults and groups, of the communes that reported.
with done as (
    select
        vintage,
        area_code,
        month,
        cast(sum(sessions) as double) as sessions,
        cast(sum(people) as double) as people,
        cast(sum(assists) as double) as assists,
        cast(sum(distinct_people) as double) as distinct_people,
        cast(sum(first_uses) as double) as first_uses,
        cast(sum(households_visited) as double) as households_visited
    from mart_work_month
    where ($topic = '' or topic = $topic) and ($form = '' or form = $form)
    group by vintage, area_code, month
)
select
    activity.month,
    area.vintage,
    area.area_code,
    cast(sum(coalesce(done.sessions, 0) * area.weight) as double) as sessions,
    cast(sum(coalesce(done.people, 0) * area.weight) as double) as people,
    cast(sum(coalesce(done.assists, 0) * area.weight) as double) as assists,
    cast(sum(coalesce(done.distinct_people, 0) * area.weight) as double) as distinct_people,
    cast(sum(coalesce(done.first_uses, 0) * area.weight) as double) as first_uses,
    cast(sum(coalesce(done.households_visited, 0) * area.weight) as double) as households_visited,
    cast(sum(activity.adults * area.weight) as double) as adult_months,
    cast(sum(network.groups * area.weight) as double) as group_months
from mart_activity_month activity
join mart_network_month network
    on network.vintage = activity.vintage
    and network.area_code = activity.area_code
    and network.month = activity.month
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = activity.vintage
    and area.source_code = activity.area_code
    and area.level = $level
    and area.vintage = activity.vintage
left join done
    on done.vintage = activity.vintage
    and done.area_code = activity.area_code
    and done.month = activity.month
where activity.topic = 'all'
group by activity.month, area.vintage, area.area_code
order by activity.month nulls last, area.area_code nulls last
