-- Grain: one row per month, unit of a level and vintage, and difficulty: the reports that name it, and
-- all that were sent.
select
    place.area_code,
    named.month,
    named.difficulty,
    cast(sum(named.reports) as bigint) as reports,
    cast(sum(named.reports_sent) as bigint) as reports_sent
from mart_difficulty_month named
join mart_area_map place
    on place.source_level = 'commune'
    and place.source_vintage = named.vintage
    and place.source_code = named.area_code
    and place.level = $level
    and place.vintage = $vintage
    and place.is_main
group by place.area_code, named.month, named.difficulty
order by named.month nulls last, place.area_code nulls last, named.difficulty nulls last
