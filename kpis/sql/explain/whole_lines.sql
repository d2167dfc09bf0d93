-- Grain: that of `told`, all that is known of each line; the numerator first, then by file and line.
select
    told.export,
    received.file,
    case when lower(received.file) like '%.xls%' then (told.place >> 32) + 1 end as sheet,
    told.place & 4294967295 as line,
    told.unit,
    told.month,
    told.group_code,
    told.topic,
    case when told.is_numerator then 'numerator' else 'denominator' end as side,
    told.amount,
    told.weight
from told
join received on received.load = told.load
order by told.is_numerator desc nulls last, told.export nulls last, told.load nulls last, told.place nulls last,
    told.month nulls last
