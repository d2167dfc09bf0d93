-- Grain: one row per group that exists in the month $last: its members are those of the last list up to
-- then, its reports those of the months from $first on.
with told as (
    select
        group_code,
        cast(sum(reports_due) as bigint) as reports_due,
        cast(sum(reports_sent) as bigint) as reports_sent,
        cast(sum(reports_on_time) as bigint) as reports_on_time,
        max(is_active) as is_active
    from mart_group_month
    where month >= $first and month <= $last
    group by group_code
)
select
    here.group_code,
    list.members,
    list.women,
    list.youth_union,
    list.firm_staff,
    list.trained,
    list.zalo_followers,
    here.listed_month,
    told.reports_due,
    told.reports_sent,
    told.reports_on_time,
    told.is_active,
    here.last_report
from mart_group_month here
join told on told.group_code = here.group_code
left join mart_group_month list
    on list.group_code = here.group_code and list.month = here.listed_month
where here.month = $last
