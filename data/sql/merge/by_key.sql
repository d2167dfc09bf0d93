-- Grain: one row per line of kept_$export with the key of a new line of the same sender: that one
-- takes its place.
select kept.load, kept.line
from kept_$export kept
join raw_$export entry using ($keys)
where $same_owner
