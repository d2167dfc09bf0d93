-- Grain: one row per group of a list that did anything in the months from $first to $last: sums of its
-- activities, from the files of a snapshot.
select
    group_code,
    cast(sum(sessions) as bigint) as sessions,
    cast(sum(assists) as bigint) as assists,
    cast(sum(households_visited) as bigint) as households_visited
from read_parquet($files)
where list_contains($groups, group_code)
    and cast(date_trunc('month', activity_date) as date) >= $first
    and cast(date_trunc('month', activity_date) as date) <= $last
group by group_code
order by group_code nulls last
