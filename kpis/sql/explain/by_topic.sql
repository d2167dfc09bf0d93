-- Grain: one row per topic that lines of the numerator name, with what they add; the greatest first.
select
    topic,
    cast(sum(counts) as bigint) as lines,
    cast(sum(added) as double) as numerator
from added
where is_numerator and topic is not null
group by topic
order by numerator desc nulls last, topic nulls last
