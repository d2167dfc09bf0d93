-- Grain: one row per line that was set aside, with the first rule that it breaks.
-- `field` is empty when the line as a whole is at fault; `text` hides what looks like a person's.
-- `sheet` counts the sheets of a workbook from 0; `line` is the one that a person sees in it.
select
    reject.load,
    reject.export,
    received.file,
    reject.line >> 32 as sheet,
    reject.line & 4294967295 as line,
    reject.field,
    reject.rule,
    reject.text,
    reject.area_code,
    reject.month,
    reject.candidates
from core_reject reject
join core_export received on received.load = reject.load
order by received.load nulls last, reject.line nulls last
