-- Grain: one row per month in which the group $group exists, as mart_group_month.
select *
from mart_group_month
where group_code = $group
order by month nulls last
