-- Grain: one row per commune, month and topic in which something was done, and one with the topic
-- 'all' for every commune and month from which anything came: zeros where nothing was done.
-- Months: apart
with by_topic as (
    select
        vintage,
        commune_code,
        month,
        topic,
        sum(sessions) as sessions,
        sum(evening_sessions) as evening_sessions,
        sum(people) as people,
        sum(households_visited) as households_visited,
        sum(households_new) as households_new,
        sum(assists) as assists,
        sum(distinct_people) as distinct_people,
        sum(first_uses) as first_uses
    from core_activity_month
    group by vintage, commune_code, month, topic
),
whole as (
    select
        vintage,
        commune_code,
        month,
        sum(sessions) as sessions,
        sum(evening_sessions) as evening_sessions,
        sum(people) as people,
        sum(households_visited) as households_visited,
        sum(households_new) as households_new,
        sum(assists) as assists,
        sum(distinct_people) as distinct_people,
        sum(first_uses) as first_uses
    from by_topic
    group by vintage, commune_code, month
),
filled as (
    select
        reporting.vintage,
        reporting.commune_code,
        reporting.month,
        'all' as topic,
        coalesce(whole.sessions, 0) as sessions,
        coalesce(whole.evening_sessions, 0) as evening_sessions,
        coalesce(whole.people, 0) as people,
        case when whole.month is null then 0 else whole.households_visited end
            as households_visited,
        case when whole.month is null then 0 else whole.households_new end as households_new,
        coalesce(whole.assists, 0) as assists,
        coalesce(whole.distinct_people, 0) as distinct_people,
        coalesce(whole.first_uses, 0) as first_uses
    from core_reporting_commune reporting
    left join whole
        on whole.vintage = reporting.vintage
        and whole.commune_code = reporting.commune_code
        and whole.month = reporting.month
),
every_topic as (
    select * from by_topic
    union all
    select * from filled
)
select
    done.vintage,
    done.commune_code as area_code,
    done.month,
    done.topic,
    cast(done.sessions as bigint) as sessions,
    cast(done.evening_sessions as bigint) as evening_sessions,
    cast(done.people as bigint) as people,
    cast(done.households_visited as bigint) as households_visited,
    cast(done.households_new as bigint) as households_new,
    cast(done.assists as bigint) as assists,
    cast(done.distinct_people as bigint) as distinct_people,
    cast(done.first_uses as bigint) as first_uses,
    population.adults
from every_topic done
left join core_population population
    on population.vintage = done.vintage
    and population.commune_code = done.commune_code
    and year(done.month) >= population.first_year
    and year(done.month) <= population.last_year
