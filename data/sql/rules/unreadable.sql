-- Claim: every cell of $export can be read. Returns the first cell of a line that cannot.
select line, flaw.field as field, flaw.rule as rule, flaw.text as text
from raw_$export
where flaw is not null
