-- Claim: the required cell $field of $export is filled in. Returns the lines where it is not.
select entry.line, '$field' as field, 'missing' as rule, '' as text
from raw_$export entry
where entry.$field is null
