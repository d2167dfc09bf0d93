-- Claim: a line of $export tells of no $unit before the one with which the programme began ($first_day).
select
    entry.line,
    '$field' as field,
    'before_the_first' as rule,
    cast(entry.$dated as varchar) as text
from raw_$export entry
where cast(date_trunc('$unit', entry.$dated) as date) < cast(date_trunc('$unit', date '$first_day') as date)
