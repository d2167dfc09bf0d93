-- Claim: A report has a day of sending if and only if its state says that it was sent.
-- Vi: Báo cáo có ngày gửi khi và chỉ khi trạng thái là đã gửi, đã duyệt hoặc đã khóa.
-- Severity: warning
-- Grain: one row per group and month where the two disagree.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(group_code, ': ', state, ', sent_date ', coalesce(cast(sent_date as varchar), '–'))
        as detail
from core_report
where (state in ('da_gui', 'da_duyet', 'da_khoa')) <> (sent_date is not null)
