-- Grain: one row per month, topic and form in which something was done in one area: sums of the
-- counts of its communes, each carried from the units of its month.
select
    work.month,
    work.topic,
    work.form,
    sum(work.sessions * area.weight) as sessions,
    sum(work.people * area.weight) as people,
    sum(work.assists * area.weight) as assists,
    sum(work.distinct_people * area.weight) as distinct_people,
    sum(work.first_uses * area.weight) as first_uses,
    sum(work.households_visited * area.weight) as households_visited
from mart_work_month work
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = work.vintage
    and area.source_code = work.area_code
    and area.level = $level
    and area.vintage = $vintage
    and area.area_code = $area
group by work.month, work.topic, work.form
order by work.month, work.topic, work.form
