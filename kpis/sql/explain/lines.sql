-- Grain: that of `told`; the numerator first, then by file and line. Sheets are counted from 1, and a
-- file of text has none.
select
    told.export,
    received.file,
    case when lower(received.file) like '%.xls%' then (told.place >> 32) + 1 end as sheet,
    told.place & 4294967295 as line,
    told.unit,
    strftime(told.month, '%Y-%m') as month,
    case when told.is_numerator then 'numerator' else 'denominator' end as side,
    told.amount,
    told.weight
from told
join received on received.load = told.load
order by told.is_numerator desc nulls last, told.export nulls last, told.load nulls last, told.place nulls last,
    told.month nulls last
