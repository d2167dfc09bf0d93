-- Grain: one row per line of kept_$export that a corrected file takes the place of.
-- Claim: a load of which a new line repeats a key is corrected for that sender and month as a whole:
-- what the corrected file leaves out was wrong. A load with other keys is another part and stays.
with repeated as (
    select distinct kept.load, $kept_owner, date_trunc('month', kept.$dated) as repeated_month
    from kept_$export kept
    join raw_$export entry using ($keys)
    where $same_owner
        and date_trunc('month', kept.$dated) = date_trunc('month', entry.$dated)
)
select kept.load, kept.line
from kept_$export kept
join repeated
    on repeated.load = kept.load
    and repeated.repeated_month = date_trunc('month', kept.$dated)
    and $repeated_owner
