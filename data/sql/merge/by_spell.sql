-- Grain: one row per line of kept_$export that tells of a day of which a new line with its key tells,
-- too: that one takes its place. Of other days it tells still.
select distinct kept.load, kept.line
from kept_$export kept
join raw_$export entry using ($keys)
where kept.$begun <= coalesce(entry.$ended, date '9999-12-31')
    and entry.$begun <= coalesce(kept.$ended, date '9999-12-31')
