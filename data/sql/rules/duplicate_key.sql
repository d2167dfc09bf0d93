-- Claim: no two lines of $export have the same key ($keys). Of lines that agree in every cell the first
-- stays; of lines that contradict each other none does: which one is right nobody here can know.
with repeated as (
    select $keys, min(line) as first_line
    from raw_$export
    group by $keys
    having count(*) > 1
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
