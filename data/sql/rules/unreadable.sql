-- Claim: every cell of $export can be read; here those that break the rule $rule.
-- Returns the first unreadable cell of a line.
select line, flaw.field as field, flaw.text as text
from raw_$export
where flaw.rule = '$rule'
