-- Claim: A training says how many members attended, and somebody did.
-- Vi: Mỗi lớp tập huấn ghi số thành viên dự, và có người dự.
-- Severity: warning
-- Grain: one row per training without attendance.
select
    vintage,
    level,
    unit_code as area_code,
    month,
    concat(training_code, ': attending ', coalesce(cast(attending as varchar), '–')) as detail
from core_training
where attending is null or attending = 0
