-- Claim: a file without the columns $fields says nothing about them: a new line of raw_$export keeps
-- what the line that it replaces had there.
update raw_$export as entry
set $kept_fields
from kept_$export kept
where $same_key
