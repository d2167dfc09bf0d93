-- Grain: one row per unit (province, district or commune) and month.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_level(level) as level,
    as_code(unit_code) as unit_code,
    as_count(work_files) as work_files,
    as_count(work_files_online) as work_files_online,
    coalesce(
        unread_month('month', month),
        unread_level('level', level),
        unread_code('unit_code', unit_code),
        unread_count('work_files', work_files),
        unread_count('work_files_online', work_files_online)
    ) as flaw
from text_ho_so_cong_viec
