-- Grain: one row per group and month of the data from the vintage in which it was set up onward:
-- the commune in force that holds it, and whether the group exists in that month.
-- Months: apart
select
    month.vintage,
    place.commune_code,
    month.month,
    grp.group_code,
    grp.village_code,
    bool_or(
        cast(date_trunc('month', spell.set_up_date) as date) <= month.month
        and (spell.closed_date is null or spell.closed_date >= month.month)
    ) as exists_then
from core_group grp
join core_group_spell spell on spell.group_code = grp.group_code
cross join core_month month
join core_group_place place
    on place.group_code = grp.group_code and place.vintage = month.vintage
group by month.vintage, place.commune_code, month.month, grp.group_code, grp.village_code
