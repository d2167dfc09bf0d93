-- Claim: the group of a line of $export is in the registry of groups.
select entry.line, '$field' as field, 'unknown_group' as rule, entry.$field as text
from raw_$export entry
left join raw_to_cong_nghe_so registered on registered.group_code = entry.$field
where registered.group_code is null
