-- Grain: one row per month, topic and form in which something was done in one area: sums of the
-- counts of its communes, each carried from the units of its month.
select
    work.month,
    work.topic,
    work.form,
    cast(sum(work.sessions * area.weight) as double) as sessions,
    cast(sum(work.people * area.weight) as double) as people,
    cast(sum(work.assists * area.weight) as double) as assists,
    cast(sum(work.distinct_people * area.weight) as double) as distinct_people,
    cast(sum(work.first_uses * area.weight) as double) as first_uses,
    cast(sum(work.households_visited * area.weight) as double) as households_visited
from mart_work_month work
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = work.vintage
    and area.source_code = work.area_code
    and area.level = $level
    and area.vintage = $vintage
    and area.area_code = $area
group by work.month, work.topic, work.form
order by work.month nulls last, work.topic nulls last, work.form nulls last
