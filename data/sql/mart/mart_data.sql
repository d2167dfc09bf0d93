-- Grain: one row per fact about the data as a whole; a fact that is not known has no row.
-- as_of_date is the newest day of a sent report or an activity up to the 31st day after the last
-- month: a day beyond is a slip of the pen (see the check no_day_lies_beyond_the_data).
with reach as (
    select min(month) as first_month, max(month) as last_month from core_month
),
days as (
    select sent_date as day from core_report where is_sent
    union all
    select last_date as day from core_activity_month
),
facts as (
    select 'first_month' as key, cast(first_month as varchar) as value from reach
    union all
    select 'last_month' as key, cast(last_month as varchar) as value from reach
    union all
    select 'as_of_date' as key, cast(max(days.day) as varchar) as value
    from days
    join reach on days.day <= reach.last_month + interval 62 day
    union all
    select 'is_demonstration' as key, cast(is_demonstration as varchar) as value from core_origin
)
select key, value from facts where value is not null
