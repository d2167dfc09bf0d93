-- Grain: one row per month, topic and form of one group's activities, from the files of a snapshot.
select
    cast(date_trunc('month', activity_date) as date) as month,
    topic,
    form,
    cast(sum(sessions) as bigint) as sessions,
    cast(sum(people) as bigint) as people,
    cast(sum(assists) as bigint) as assists,
    cast(sum(distinct_people) as bigint) as distinct_people,
    cast(sum(first_uses) as bigint) as first_uses,
    cast(sum(households_visited) as bigint) as households_visited,
    cast(sum(households_new) as bigint) as households_new
from read_parquet($files)
where group_code = $group
group by cast(date_trunc('month', activity_date) as date), topic, form
order by month nulls last, topic nulls last, form nulls last
