-- Claim: Work files processed online are no more than all work files.
-- Vi: Số hồ sơ công việc xử lý trên mạng không vượt quá tổng số.
-- Severity: error
-- Grain: one row per unit and month.
select
    vintage,
    level,
    unit_code as area_code,
    month,
    concat('work_files_online ', work_files_online, ' > work_files ', work_files) as detail
from core_work_file
where work_files_online > work_files
