-- Grain: one row per month and commune of $vintage: of the groups that existed in all of the $months
-- months up to it, those that did nothing in any of them, each being known, and those of which it is
-- known whether they did.
with numbered as (
    select group_code, month, is_active, 12 * year(month) + month(month) as number
    from mart_group_month
),
told as (
    select
        here.group_code,
        here.month,
        max(asked.is_active) as is_active,
        cast(sum(case when asked.is_active is null then 1 else 0 end) as bigint) as unknown_months
    from numbered here
    join numbered asked
        on asked.group_code = here.group_code
        and asked.number <= here.number
        and asked.number > here.number - $months
    group by here.group_code, here.month
    having count(*) = $months
)
select
    told.month,
    place.area_code,
    place.parent_code,
    cast(sum(case when told.is_active = 0 and told.unknown_months = 0 then 1 else 0 end) as bigint)
        as groups,
    cast(sum(case when told.is_active = 1 or told.unknown_months = 0 then 1 else 0 end) as bigint)
        as of_groups
from told
join mart_group_place place on place.group_code = told.group_code and place.vintage = $vintage
group by told.month, place.area_code, place.parent_code
order by told.month nulls last, place.area_code nulls last
