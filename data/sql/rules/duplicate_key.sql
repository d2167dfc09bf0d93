-- Claim: no later line of $export has the key ($keys) of an earlier one; the first line stays.
with repeated as (
    select $keys, min(line) as first_line
    from raw_$export
    group by $keys
    having count(*) > 1
)
select
    entry.line,
    '$field' as field,
    'duplicate_key' as rule,
    concat(concat_ws(' · ', $keys), ' (= ', repeated.first_line, ')') as text
from raw_$export entry
join repeated using ($keys)
where entry.line > repeated.first_line
