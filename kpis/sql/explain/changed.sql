-- Grain: one row per line of told_here that told_there has not: another line of another file, or none,
-- stands for it. A file is the same where its content is.
select
    case when here.is_numerator then 'numerator' else 'denominator' end as side,
    here.export,
    here.file,
    case when lower(here.file) like '%.xls%' then (here.place >> 32) + 1 end as sheet,
    here.place & 4294967295 as line,
    here.unit,
    here.month,
    here.amount,
    here.weight
from told_here here
left join told_there there
    on there.sha256 = here.sha256
    and there.place = here.place
    and there.is_numerator = here.is_numerator
    and there.month = here.month
where there.is_numerator is null
order by here.is_numerator desc nulls last, here.export nulls last, here.place nulls last, here.month nulls last
