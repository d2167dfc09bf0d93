-- Claim: Full-process services are no more than the procedures that are eligible.
-- Vi: Số dịch vụ công toàn trình không vượt quá số thủ tục đủ điều kiện.
-- Severity: error
-- Grain: one row per month.
select
    vintage,
    whole_level() as level,
    area_code,
    month,
    concat(
        'full_process_procedures ', full_process_procedures, ' > eligible_procedures ',
        eligible_procedures
    ) as detail
from mart_procedure_month
where full_process_procedures > eligible_procedures
