-- Grain: one row per topic and form in which something was done in the months in one area: sums of the
-- communes' counts, carried as in done.sql.
with part as (
    select
        to_base.source_vintage as vintage,
        to_base.source_code as code,
        cast(sum(to_base.weight * to_area.weight) as double) as weight
    from mart_area_map to_base
    join mart_area_map to_area
        on to_area.source_level = 'commune'
        and to_area.source_vintage = $base
        and to_area.source_code = to_base.area_code
        and to_area.level = $level
        and to_area.vintage = $vintage
        and to_area.area_code = $area
    where
        to_base.source_level = 'commune'
        and to_base.level = 'commune'
        and to_base.vintage = $base
    group by to_base.source_vintage, to_base.source_code
)
select
    work.topic,
    work.form,
    cast(sum(work.sessions * part.weight) as double) as sessions,
    cast(sum(work.people * part.weight) as double) as people,
    cast(sum(work.assists * part.weight) as double) as assists,
    cast(sum(work.distinct_people * part.weight) as double) as distinct_people,
    cast(sum(work.first_uses * part.weight) as double) as first_uses,
    cast(sum(work.households_visited * part.weight) as double) as households_visited
from mart_work_month work
join part on part.vintage = work.vintage and part.code = work.area_code
where work.month >= $first and work.month <= $last
group by work.topic, work.form
order by work.topic nulls last, work.form nulls last
