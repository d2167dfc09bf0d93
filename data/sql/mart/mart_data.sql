-- Grain: one row per fact about the data as a whole; a fact that is not known has no row.
-- collected_<field or export> is the month since which it is sent at all: nobody has to send it.
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
    select 'collected_zalo_followers' as key, cast(min(month) as varchar) as value
    from core_member
    where zalo_followers is not null
    union all
    select 'collected_tap_huan' as key, cast(min(month) as varchar) as value from core_training
    union all
    select 'collected_ho_thon' as key, cast(concat(min(first_year), '-01-01') as varchar) as value
    from core_village
    having min(first_year) is not null
    union all
    select 'is_demonstration' as key, cast(is_demonstration as varchar) as value from core_origin
)
select key, value from facts where value is not null
