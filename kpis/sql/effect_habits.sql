-- Grain: one row per commune of a vintage: what its groups are like since a month: members of their
-- lists and those trained of them, reports due and on time, months of groups, added up.
with part as (
    select source_vintage, source_code, area_code
    from mart_area_map
    where source_level = 'commune' and level = 'commune' and vintage = $vintage and is_whole
)
select
    part.area_code,
    cast(sum(case when own.trained is not null then own.members end) as double) as members,
    cast(sum(own.trained) as double) as trained,
    cast(sum(own.reports_due) as double) as reports_due,
    cast(sum(own.reports_on_time) as double) as reports_on_time,
    cast(count(*) as double) as group_months
from mart_group_month own
join part on part.source_vintage = own.vintage and part.source_code = own.area_code
where own.month >= $since
group by part.area_code
