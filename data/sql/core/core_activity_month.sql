-- Grain: one row per commune, group, month and topic: the sums of its activities, under the commune
-- as reported. A count that no line states is NULL.
-- Months: apart
with summed as (
    select
        commune_code,
        group_code,
        cast(date_trunc('month', activity_date) as date) as month,
        topic,
        cast(count(*) as bigint) as activities,
        max(activity_date) as last_date,
        cast(sum(sessions) as bigint) as sessions,
        cast(sum(case when form = 'buoi_toi_cong_an' then sessions else 0 end) as bigint)
            as evening_sessions,
        cast(sum(people) as bigint) as people,
        cast(sum(households_visited) as bigint) as households_visited,
        cast(sum(households_new) as bigint) as households_new,
        cast(sum(assists) as bigint) as assists,
        cast(sum(distinct_people) as bigint) as distinct_people,
        cast(sum(first_uses) as bigint) as first_uses
    from raw_hoat_dong
    group by commune_code, group_code, cast(date_trunc('month', activity_date) as date), topic
)
select known.vintage, summed.*
from summed
join core_vintage known on summed.month >= known.first_day and summed.month <= known.last_day
