-- Grain: one row per topic that lines of the numerator name, with what they add; the greatest first.
select
    topic,
    count(*) as lines,
    cast(sum(amount * weight) as double) as numerator
from told
where is_numerator and topic is not null
group by topic
order by numerator desc nulls last, topic nulls last
