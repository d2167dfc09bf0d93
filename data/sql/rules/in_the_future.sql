-- Claim: a line of $export tells of no $unit after the one of the day on which it is read ($read_on).
select
    entry.line,
    '$field' as field,
    'in_the_future' as rule,
    cast(entry.$dated as varchar) as text
from raw_$export entry
where date_trunc('$unit', entry.$dated) > date_trunc('$unit', date '$read_on')
