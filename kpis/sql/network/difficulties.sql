-- Grain: one row per group that exists in the month $last and difficulty that it named in the months
-- from $first on, with the months in which it did and the first month of those in which it named it in each report that it
-- sent up to its last one in the period: how long it lasts.
with reports as (
    select group_code, month
    from mart_group_month
    where reports_sent > 0 and month <= $last
),
named as (
    select group_code, difficulty, month
    from mart_group_difficulty
    where month <= $last
),
inside as (
    select
        named.group_code,
        named.difficulty,
        cast(count(*) as bigint) as months,
        max(named.month) as last_named
    from named
    join mart_group_month here on here.group_code = named.group_code and here.month = $last
    where named.month >= $first
    group by named.group_code, named.difficulty
),
broken as (
    select inside.group_code, inside.difficulty, max(reports.month) as month
    from inside
    join reports
        on reports.group_code = inside.group_code and reports.month < inside.last_named
    left join named
        on named.group_code = inside.group_code
        and named.difficulty = inside.difficulty
        and named.month = reports.month
    where named.month is null
    group by inside.group_code, inside.difficulty
)
select
    inside.group_code,
    inside.difficulty,
    inside.months,
    inside.last_named,
    min(named.month) as since,
    12 * (year(inside.last_named) - year(min(named.month)))
        + month(inside.last_named) - month(min(named.month)) + 1 as lasts
from inside
left join broken
    on broken.group_code = inside.group_code and broken.difficulty = inside.difficulty
join named
    on named.group_code = inside.group_code
    and named.difficulty = inside.difficulty
    and named.month <= inside.last_named
    and (broken.month is null or named.month > broken.month)
group by inside.group_code, inside.difficulty, inside.months, inside.last_named
order by inside.group_code nulls last, inside.difficulty nulls last
