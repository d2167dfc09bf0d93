-- Claim: no key of a new line of $export is that of a line of another sender.
select
    entry.line,
    '$field' as field,
    'key_of_another' as rule,
    concat_ws(' · ', $entry_keys) as text
from raw_$export entry
join kept_$export kept using ($keys)
where not ($same_owner)
