-- Grain: one row per line of an export that was set aside, with the first rule that it breaks.
-- `field` is empty when the line as a whole is at fault; `text` hides what looks like a person's.
select
    reject.export,
    received.file,
    reject.line,
    reject.field,
    reject.rule,
    reject.text,
    reject.area_code,
    reject.month
from core_reject reject
join core_export received on received.export = reject.export
order by received.place, reject.line
