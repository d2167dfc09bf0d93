-- Grain: one row per accepted line of $export about a group that the register $register has in a
-- commune other than $codes.
select entry.line, entry.$group as group_code
from raw_$export entry
join (
    select distinct group_code
    from $register
    where commune_code not in ($codes)
) elsewhere on elsewhere.group_code = entry.$group
order by entry.line nulls last
