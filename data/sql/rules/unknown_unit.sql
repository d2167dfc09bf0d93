-- Claim: the unit of a line of $export exists at its level on the day of the line.
select entry.line, '$field' as field, 'unknown_unit' as rule, entry.$field as text
from raw_$export entry
left join raw_unit unit
    on unit.code = entry.$field
    and unit.level = $level
    and entry.$dated >= coalesce(unit.valid_from, date '0001-01-01')
    and entry.$dated <= coalesce(unit.valid_to, date '9999-12-31')
where unit.code is null
