-- Claim: lines of $export with one key ($keys) tell of days ($begun to $ended) that do not overlap. Of
-- lines that agree in every cell the first stays; of others none does: which one is right nobody here
-- can know.
with spell as (
    select
        $keys,
        coalesce($ended, date '9999-12-31') as last_day,
        lead($begun) over (partition by $keys order by $begun nulls last, line nulls last)
            as next_begun
    from raw_$export
),
overlapping as (
    select distinct $keys
    from spell
    where next_begun <= last_day
),
repeated as (
    select $keys, min(line) as first_line
    from raw_$export
    join overlapping using ($keys)
    group by $keys
),
contents as (
    select $keys, count(distinct row($cells)) as contents
    from raw_$export
    join repeated using ($keys)
    group by $keys
)
select
    entry.line,
    '$field' as field,
    case when contents.contents > 1 then 'conflicting_key' else 'duplicate_key' end as rule,
    concat(concat_ws(' · ', $keys), ' (= ', repeated.first_line, ')') as text
from raw_$export entry
join repeated using ($keys)
join contents using ($keys)
where entry.line > repeated.first_line or contents.contents > 1
