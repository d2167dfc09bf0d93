-- Grain: one row per group and month in which it exists, under the commune in force that holds it; the
-- month comes first, as a mart is kept in the order of its columns and asked for one month.
-- is_active is NULL where nothing is known: nothing at all came from that commune in that month, or
-- the group owes a report and no activity of it came; members are NULL where they were not reported.
-- listed_month, last_report and last_active are the last months up to this one in which members were
-- reported, a report was sent, and the group was active.
-- Months: so far by group_code: listed_month max, last_report max, last_active max
with reports as (
    select
        group_code,
        month,
        cast(count(*) as bigint) as reports_due,
        cast(sum(case when is_sent then 1 else 0 end) as bigint) as reports_sent,
        cast(sum(case when is_on_time then 1 else 0 end) as bigint) as reports_on_time
    from core_report
    group by group_code, month
),
active as (
    select distinct group_code, month from core_activity_month
),
known as (
    select
        unit.month,
        unit.vintage,
        unit.commune_code as area_code,
        unit.group_code,
        unit.village_code,
        registered.village_name,
        member.members,
        member.women,
        member.youth_union,
        member.firm_staff,
        member.trained,
        member.zalo_followers,
        coalesce(reports.reports_due, 0) as reports_due,
        coalesce(reports.reports_sent, 0) as reports_sent,
        coalesce(reports.reports_on_time, 0) as reports_on_time,
        case
            when active.group_code is not null then 1
            when reports.reports_due > 0 and reports.reports_sent = 0 then null
            when reporting.commune_code is not null then 0
        end as is_active
    from core_group_unit unit
    join core_group registered on registered.group_code = unit.group_code
    left join core_member member
        on member.group_code = unit.group_code and member.month = unit.month
    left join reports on reports.group_code = unit.group_code and reports.month = unit.month
    left join active on active.group_code = unit.group_code and active.month = unit.month
    left join core_reporting_commune reporting
        on reporting.vintage = unit.vintage
        and reporting.commune_code = unit.commune_code
        and reporting.month = unit.month
    where unit.exists_then
)
select
    known.*,
    max(case when members is not null then month end) over so_far as listed_month,
    max(case when reports_sent > 0 then month end) over so_far as last_report,
    max(case when is_active = 1 then month end) over so_far as last_active
from known
window so_far as (partition by group_code order by month nulls last)
