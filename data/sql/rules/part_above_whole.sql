-- Claim: the count $part of a line of $export is no more than its $whole. Returns the lines where it is.
select
    entry.line,
    '$part' as field,
    'above_whole' as rule,
    concat(entry.$part, ' > ', entry.$whole) as text
from raw_$export entry
where entry.$part > entry.$whole
