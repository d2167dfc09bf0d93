-- Claim: the value $field of the indicator $kpi of $export is not below 0, and of a share not above 100.
select
    entry.line,
    '$field' as field,
    'out_of_range' as rule,
    cast(cast(entry.$field as double) as varchar) as text
from raw_$export entry
left join raw_indicator known on known.code = entry.$kpi
where entry.$field < 0 or (known.unit = 'percent' and entry.$field > 100)
