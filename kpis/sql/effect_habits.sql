-- Grain: one row per commune of a vintage: what its groups are like since a month: members of their
-- lists and those trained of them, reports due and on time, months of groups and sessions, added up.
with part as (
    select source_vintage, source_code, area_code
    from mart_area_map
    where source_level = 'commune' and level = 'commune' and vintage = $vintage and is_whole
),
own as (
    select
        part.area_code,
        cast(sum(case when member.trained is not null then member.members end) as double)
            as members,
        cast(sum(member.trained) as double) as trained,
        cast(sum(member.reports_due) as double) as reports_due,
        cast(sum(member.reports_on_time) as double) as reports_on_time,
        cast(count(*) as double) as group_months
    from mart_group_month member
    join part
        on part.source_vintage = member.vintage and part.source_code = member.area_code
    where member.month >= $since
    group by part.area_code
),
met as (
    select part.area_code, cast(sum(work.sessions) as double) as sessions
    from mart_work_month work
    join part on part.source_vintage = work.vintage and part.source_code = work.area_code
    where work.month >= $since
    group by part.area_code
)
select
    own.area_code,
    own.members,
    own.trained,
    own.reports_due,
    own.reports_on_time,
    own.group_months,
    met.sessions
from own
left join met on met.area_code = own.area_code
