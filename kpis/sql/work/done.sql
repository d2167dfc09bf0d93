-- Grain: one row per area in which something was done in the months: sums of the communes' counts of a
-- topic and a form ('' is all), carried onto the units in force at the end ($base) and from these onto
-- those shown. NULL where nobody knows how a divided unit is apportioned, or no line states the count.
with told as (
    select
        vintage,
        area_code,
        cast(sum(sessions) as double) as sessions,
        cast(sum(people) as double) as people,
        cast(sum(assists) as double) as assists,
        cast(sum(distinct_people) as double) as distinct_people,
        cast(sum(first_uses) as double) as first_uses,
        cast(sum(households_visited) as double) as households_visited
    from mart_work_month
    where
        month >= $first and month <= $last
        and ($topic = '' or topic = $topic)
        and ($form = '' or form = $form)
    group by vintage, area_code
)
select
    to_area.area_code,
    cast(sum(told.sessions * to_base.weight * to_area.weight) as double) as sessions,
    cast(sum(told.people * to_base.weight * to_area.weight) as double) as people,
    cast(sum(told.assists * to_base.weight * to_area.weight) as double) as assists,
    cast(sum(told.distinct_people * to_base.weight * to_area.weight) as double) as distinct_people,
    cast(sum(told.first_uses * to_base.weight * to_area.weight) as double) as first_uses,
    cast(sum(told.households_visited * to_base.weight * to_area.weight) as double) as households_visited
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
group by to_area.area_code
order by to_area.area_code nulls last
