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
),
ever as (
    select group_code, max(month) as last_active
    from mart_group_month
    where is_active = 1 and month <= $last
    group by group_code
)
select
    here.group_code,
    here.village_name,
    cast(here.members as double) as members,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code,
    asked.active_months,
    asked.unknown_months,
    ever.last_active
from mart_group_month here
join asked on asked.group_code = here.group_code and asked.months = $months
left join ever on ever.group_code = here.group_code
join mart_area_map area
    on area.source_level = 'commune'
    and area.source_vintage = here.vintage
    and area.source_code = here.area_code
    and area.level = 'commune'
    and area.vintage = $vintage
    and area.is_main
join mart_unit unit
    on unit.level = 'commune' and unit.vintage = area.vintage and unit.code = area.area_code
where here.month = $last
order by here.group_code nulls last
