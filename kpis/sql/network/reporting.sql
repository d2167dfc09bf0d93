-- Grain: one row per commune of $vintage: its groups that exist in the month $last, and those of them
-- that sent a report in the months from $first on. A group that was set up in a commune of a newer
-- vintage is in none.
with sent as (
    select
        group_code,
        max(case when reports_sent > 0 then 1 else 0 end) as is_sent,
        max(case when month = $last then 1 else 0 end) as exists_then
    from mart_group_month
    where month >= $first and month <= $last
    group by group_code
)
select
    place.area_code,
    place.parent_code,
    cast(count(*) as bigint) as groups,
    cast(sum(sent.is_sent) as bigint) as reporting
from sent
join mart_group_place place on place.group_code = sent.group_code and place.vintage = $vintage
where sent.exists_then = 1
group by place.area_code, place.parent_code
order by place.area_code nulls last
