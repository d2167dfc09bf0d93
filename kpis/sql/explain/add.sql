-- Grain: one row per line that a query of this folder finds, with its file; sheets are counted from 1,
-- and a file of text has none.
insert into told
with found as (
    {lines}
)
select
    found.side,
    '{export}' as export,
    found.load,
    received.file,
    received.sha256,
    found.line as place,
    case when lower(received.file) like '%.xls%' then (found.line >> 32) + 1 end as sheet,
    found.line & 4294967295 as line,
    found.unit,
    found.month,
    found.group_code,
    found.topic,
    found.amount,
    found.weight
from found
join {loads} received on received.load = found.load
