-- Claim: The staff of post and telecom firms in a management group are no more than its people.
-- Vi: Số nhân viên bưu chính, viễn thông không vượt quá số người của tổ quản lý.
-- Severity: error
-- Grain: one row per management group.
select
    vintage,
    level,
    unit_code as area_code,
    cast(date_trunc('month', set_up_date) as date) as month,
    concat(management_code, ': telecom_staff ', telecom_staff, ' > people ', people) as detail
from core_management
where telecom_staff > people
