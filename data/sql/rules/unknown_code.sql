-- Claim: the code in $field of $export, if there is one, is in the list $list.
select entry.line, '$field' as field, 'unknown_code' as rule, entry.$field as text
from raw_$export entry
left join raw_code code on code.list = '$list' and code.code = entry.$field
where entry.$field is not null and code.code is null
