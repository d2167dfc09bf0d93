-- Grain: one row per group that exists in the month $last and difficulty that it named in the months
-- from $first on: the last month in which it did, the first one from which on it named it in each
-- report that it sent up to then, and the commune of $vintage that holds it.
select
    named.group_code,
    named.difficulty,
    max(named.month) as last_named,
    max(named.since) as since,
    place.area_code,
    place.parent_code
from mart_group_difficulty named
join mart_group_month here on here.group_code = named.group_code and here.month = $last
left join mart_group_place place
    on place.group_code = named.group_code and place.vintage = $vintage
where named.month >= $first and named.month <= $last
group by named.group_code, named.difficulty, place.area_code, place.parent_code
order by named.group_code nulls last, named.difficulty nulls last
