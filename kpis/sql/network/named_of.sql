-- Grain: one row per month and difficulty that the group $group names.
select month, difficulty
from mart_group_difficulty
where group_code = $group
order by month nulls last, difficulty nulls last
