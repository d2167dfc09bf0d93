-- Grain: one row per group and difficulty that it names in the months from $first to $last.
select distinct group_code, difficulty
from mart_group_difficulty
where month >= $first and month <= $last
order by group_code nulls last, difficulty nulls last
