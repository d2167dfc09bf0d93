-- Grain: one row per commune of $vintage and difficulty: its groups that exist in the month $last, those
-- of them that sent a report in the months from $first on, and of these those that name it. A group
-- that was set up in a commune of a newer vintage is in none.
with sent as (
    select
        group_code,
        max(case when reports_sent > 0 then 1 else 0 end) as is_sent,
        max(case when month = $last then 1 else 0 end) as exists_then
    from mart_group_month
    where month >= $first and month <= $last
    group by group_code
),
here as (
    select sent.group_code, sent.is_sent, place.area_code
    from sent
    join mart_group grp on grp.group_code = sent.group_code
    join mart_area_map place
        on place.source_level = 'commune'
        and place.source_vintage = grp.vintage
        and place.source_code = grp.area_code
        and place.level = 'commune'
        and place.vintage = $vintage
        and place.is_main
        and grp.vintage <= $vintage
    where sent.exists_then = 1
),
counted as (
    select
        area_code,
        cast(count(*) as bigint) as groups,
        cast(sum(is_sent) as bigint) as reporting
    from here
    group by area_code
),
named as (
    select
        here.area_code,
        naming.difficulty,
        cast(count(distinct naming.group_code) as bigint) as groups
    from mart_group_difficulty naming
    join here on here.group_code = naming.group_code
    where naming.month >= $first and naming.month <= $last
    group by here.area_code, naming.difficulty
)
select
    unit.code as area_code,
    unit.parent_code,
    kind.code as difficulty,
    counted.groups,
    counted.reporting,
    coalesce(named.groups, 0) as naming
from counted
join mart_unit unit
    on unit.level = 'commune' and unit.vintage = $vintage and unit.code = counted.area_code
join mart_code kind on kind.list = 'difficulty'
left join named on named.area_code = counted.area_code and named.difficulty = kind.code
order by unit.code nulls last, kind.code nulls last
