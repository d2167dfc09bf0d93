-- Grain: one row per line of $export that broke a rule of the step just taken (table offender).
select
    cast($load as integer) as load,
    '$export' as export,
    offender.line,
    offender.field,
    offender.rule,
    masked(offender.text) as text,
    $area as area_code,
    cast(date_trunc('month', entry.$dated) as date) as month,
    cast(null as varchar) as candidates
from offender
left join raw_$export entry on entry.line = offender.line
