-- Grain: one row per line of $export of the load $load whose $field is a fiftieth or less of the highest
-- of its indicator, others and the target of the province together: maybe 0,8 for 80 %.
with highest as (
    select code, target as value from raw_indicator where target is not null
    union all
    select $kpi as code, cast($field as double) as value from raw_$export
),
usual as (
    select code, max(value) as value from highest group by code
)
select
    entry.line,
    entry.$unit as area_code,
    cast(entry.$field as double) as value,
    usual.value as usual
from raw_$export entry
join usual on usual.code = entry.$kpi
where entry.load = $load and entry.$field > 0 and 50.0 * entry.$field <= usual.value
