-- Claim: no line of $export tells of a month that is closed.
select
    entry.line,
    '$field' as field,
    'closed_month' as rule,
    strftime(entry.$dated, '%m/%Y') as text
from raw_$export entry
where strftime(entry.$dated, '%Y-%m') in ($months)
