-- Grain: one row per area, topic and form in which something was done in the months: sums of the
-- communes' counts, carried onto the units in force at the end ($base) and from these onto those shown.
-- NULL where nobody knows how a divided unit is apportioned, or where no line states the count.
select
    to_area.area_code,
    work.topic,
    work.form,
    sum(work.sessions * to_base.weight * to_area.weight) as sessions,
    sum(work.people * to_base.weight * to_area.weight) as people,
    sum(work.assists * to_base.weight * to_area.weight) as assists,
    sum(work.distinct_people * to_base.weight * to_area.weight) as distinct_people,
    sum(work.first_uses * to_base.weight * to_area.weight) as first_uses,
    sum(work.households_visited * to_base.weight * to_area.weight) as households_visited
from mart_work_month work
join mart_area_map to_base
    on to_base.source_level = 'commune'
    and to_base.source_vintage = work.vintage
    and to_base.source_code = work.area_code
    and to_base.level = 'commune'
    and to_base.vintage = $base
join mart_area_map to_area
    on to_area.source_level = 'commune'
    and to_area.source_vintage = $base
    and to_area.source_code = to_base.area_code
    and to_area.level = $level
    and to_area.vintage = $vintage
where work.month >= $first and work.month <= $last
group by to_area.area_code, work.topic, work.form
order by to_area.area_code, work.topic, work.form
