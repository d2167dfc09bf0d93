-- Grain: one row per fact about the data as a whole; a fact that is not known has no row.
-- as_of_date is the newest day in the data, due_date the one until when its last month is reported.
with reach as (
    select min(month) as first_month, max(month) as last_month from core_month
),
facts as (
    select 'first_month' as key, cast(first_month as varchar) as value from reach
    union all
    select 'last_month' as key, cast(last_month as varchar) as value from reach
    union all
    select 'as_of_date' as key, cast(day as varchar) as value from core_as_of
    union all
    select 'due_date' as key, cast(due_date as varchar) as value from core_as_of
    union all
    select 'is_demonstration' as key, cast(is_demonstration as varchar) as value from core_origin
)
select key, value from facts where value is not null
