-- Grain: one row per group that exists in the month $last: its members are those of the last list up to
-- then, its reports those of the months from $first on.
with told as (
    select
        group_code,
        cast(sum(reports_due) as bigint) as reports_due,
        cast(sum(reports_sent) as bigint) as reports_sent,
        cast(sum(reports_on_time) as bigint) as reports_on_time,
        max(is_active) as is_active,
        max(case when month = $last then 1 else 0 end) as exists_then
    from mart_group_month
    where month >= $first and month <= $last
    group by group_code
),
newest as (
    select
        group_code,
        max(case when members is not null then month end) as listed_month,
        max(case when reports_sent > 0 then month end) as last_report
    from mart_group_month
    where month <= $last
    group by group_code
)
select
    told.group_code,
    list.members,
    list.women,
    list.youth_union,
    list.firm_staff,
    list.trained,
    list.zalo_followers,
    newest.listed_month,
    told.reports_due,
    told.reports_sent,
    told.reports_on_time,
    told.is_active,
    newest.last_report
from told
join newest on newest.group_code = told.group_code
left join mart_group_month list
    on list.group_code = told.group_code and list.month = newest.listed_month
where told.exists_then = 1
