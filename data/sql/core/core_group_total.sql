-- Grain: one row per group and month of the data: what it reached since the first month, each
-- household and person counted once, as the export counts only those never counted before.
-- Months: so far by group_code: households_reached +, people_assisted +
with monthly as (
    select
        group_code,
        month,
        cast(sum(coalesce(households_new, 0)) as bigint) as households_new,
        cast(sum(distinct_people) as bigint) as distinct_people
    from core_activity_month
    group by group_code, month
)
select
    unit.vintage,
    unit.commune_code,
    unit.month,
    unit.group_code,
    cast(sum(coalesce(monthly.households_new, 0)) over so_far as bigint) as households_reached,
    cast(sum(coalesce(monthly.distinct_people, 0)) over so_far as bigint) as people_assisted
from core_group_unit unit
left join monthly on monthly.group_code = unit.group_code and monthly.month = unit.month
window so_far as (
    partition by unit.group_code order by unit.month nulls last
    rows between unbounded preceding and current row
)
