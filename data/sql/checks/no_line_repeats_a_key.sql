-- Claim: No two lines of an export are about the same thing; they are set aside.
-- Vi: Không có hai dòng của một tệp nói về cùng một việc; các dòng đó bị tách riêng.
-- Severity: error
-- Grain: one row per line set aside for its key.
select
    known.vintage,
    'commune' as level,
    reject.area_code,
    reject.month,
    concat(reject.export, ', ', reject.line, ': ', reject.text) as detail
from core_reject reject
left join core_vintage known
    on reject.month >= known.first_day and reject.month <= known.last_day
where reject.rule in ('duplicate_key', 'conflicting_key')
