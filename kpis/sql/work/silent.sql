-- Grain: one row per group that exists in the last month, and existed in all months asked for: in how
-- many of them it was active, in how many nothing is known, when it was active last up to then.
with asked as (
    select
        group_code,
        count(*) as months,
        cast(sum(coalesce(is_active, 0)) as bigint) as active_months,
        cast(sum(case when is_active is null then 1 else 0 end) as bigint) as unknown_months
    from mart_group_month
    where month >= $first and month <= $last
    group by group_code
)
select
    here.group_code,
    here.village_name,
    cast(here.members as double) as members,
    place.area_code,
    unit.name as area_name,
    place.parent_code,
    asked.active_months,
    asked.unknown_months,
    here.last_active
from mart_group_month here
join asked on asked.group_code = here.group_code and asked.months = $months
join mart_group_place place on place.group_code = here.group_code and place.vintage = $vintage
join mart_unit unit
    on unit.level = 'commune' and unit.vintage = place.vintage and unit.code = place.area_code
where here.month = $last
order by here.group_code nulls last
