-- Grain: one row per month, commune of $vintage and difficulty: of its groups in the month those that
-- sent a report, and of these those that name the difficulty.
with sent as (
    select
        here.month,
        place.area_code,
        place.parent_code,
        cast(count(*) as bigint) as groups
    from mart_group_month here
    join mart_group_place place on place.group_code = here.group_code and place.vintage = $vintage
    where here.reports_sent > 0
    group by here.month, place.area_code, place.parent_code
),
named as (
    select
        named.month,
        place.area_code,
        named.difficulty,
        cast(count(*) as bigint) as groups
    from mart_group_difficulty named
    join mart_group_place place
        on place.group_code = named.group_code and place.vintage = $vintage
    group by named.month, place.area_code, named.difficulty
)
select
    sent.month,
    sent.area_code,
    sent.parent_code,
    kind.code as difficulty,
    coalesce(named.groups, 0) as groups,
    sent.groups as of_groups
from sent
join mart_code kind on kind.list = 'difficulty'
left join named
    on named.month = sent.month
    and named.area_code = sent.area_code
    and named.difficulty = kind.code
order by sent.month nulls last, sent.area_code nulls last, kind.code nulls last
