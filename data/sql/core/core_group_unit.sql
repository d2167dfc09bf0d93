-- Grain: one row per group and month of the data from the vintage in which it was set up onward:
-- the commune in force that holds it, and whether the group exists in that month.
select
    month.vintage,
    path.code as commune_code,
    month.month,
    grp.group_code,
    grp.village_code,
    cast(date_trunc('month', grp.set_up_date) as date) <= month.month
    and (grp.closed_date is null or grp.closed_date >= month.month) as exists_then
from core_group grp
cross join core_month month
join core_unit_path path
    on path.level = 'commune'
    and path.source_vintage = grp.vintage
    and path.source_code = grp.commune_code
    and path.vintage = month.vintage
