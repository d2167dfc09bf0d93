-- Grain: one row per group that exists in the month $last, under the commune of $vintage that holds
-- it: NULL where that is older than the commune in which the group was set up.
-- Members are those of the last list up to then, reports those of the months from $first on.
with told as (
    select
        group_code,
        cast(sum(reports_due) as bigint) as reports_due,
        cast(sum(reports_sent) as bigint) as reports_sent,
        cast(sum(reports_on_time) as bigint) as reports_on_time,
        max(is_active) as is_active,
        max(case when month = $last then area_code end) as area_then,
        max(case when month = $last then vintage end) as vintage_then
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
    grp.group_code,
    grp.village_code,
    grp.village_name,
    place.area_code,
    unit.name as area_name,
    unit.parent_code,
    unit.parent_name,
    grp.vintage as home_vintage,
    grp.area_code as home_code,
    home.name as home_name,
    told.vintage_then,
    told.area_then,
    grp.set_up_date,
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
join mart_group grp on grp.group_code = told.group_code
join newest on newest.group_code = told.group_code
join mart_unit home
    on home.level = 'commune' and home.vintage = grp.vintage and home.code = grp.area_code
left join mart_group_month list
    on list.group_code = told.group_code and list.month = newest.listed_month
left join mart_area_map place
    on place.source_level = 'commune'
    and place.source_vintage = grp.vintage
    and place.source_code = grp.area_code
    and place.level = 'commune'
    and place.vintage = $vintage
    and place.is_main
    and grp.vintage <= $vintage
left join mart_unit unit
    on unit.level = 'commune' and unit.vintage = $vintage and unit.code = place.area_code
where told.area_then is not null
order by unit.name nulls last, place.area_code nulls last, grp.village_code nulls last,
    grp.group_code nulls last
