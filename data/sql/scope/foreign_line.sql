-- Grain: one row per line of load $load of $export whose unit is not one of the communes $codes:
-- accepted lines, and those set aside of a unit that there is or was.
with line_of as (
    select entry.line, entry.$unit as code, $level as level
    from raw_$export entry
    union all
    select reject.line, reject.area_code as code, known.level
    from core_reject reject
    join (select distinct code, level from raw_unit) known on known.code = reject.area_code
    where reject.load = $load
),
named as (
    select code, max(name) as name
    from raw_unit
    group by code
)
select line_of.line, line_of.code, named.name
from line_of
left join named on named.code = line_of.code
where line_of.level <> 'commune' or line_of.code not in ($codes)
order by line_of.line nulls last
