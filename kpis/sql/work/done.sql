-- Grain: one row per area in which something was done in the months: sums of the communes' counts of a
-- topic and a form ('' is all), carried onto the units in force at the end ($base) and from these onto
-- those shown. NULL where nobody knows how a divided unit is apportioned, or no line states the count.
with told as (
    select
        vintage,
        area_code,
        sum(sessions) as sessions,
        sum(people) as people,
        sum(assists) as assists,
        sum(distinct_people) as distinct_people,
        sum(first_uses) as first_uses,
        sum(households_visited) as households_visited
    from mart_work_month
    where
        month >= $first and month <= $last
        and ($topic = '' or topic = $topic)
        and ($form = '' or form = $form)
    group by vintage, area_code
)
select
    to_area.area_code,
    sum(told.sessions * to_base.weight * to_area.weight) as sessions,
    sum(told.people * to_base.weight * to_area.weight) as people,
    sum(told.assists * to_base.weight * to_area.weight) as assists,
    sum(told.distinct_people * to_base.weight * to_area.weight) as distinct_people,
    sum(told.first_uses * to_base.weight * to_area.weight) as first_uses,
    sum(told.households_visited * to_base.weight * to_area.weight) as households_visited
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
order by to_area.area_code
