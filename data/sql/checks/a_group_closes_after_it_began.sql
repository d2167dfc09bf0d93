-- Claim: Groups and management groups close after they were set up.
-- Vi: Ngày giải thể của một tổ không trước ngày thành lập.
-- Severity: error
-- Grain: one row per group or management group.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    cast(date_trunc('month', closed_date) as date) as month,
    concat(group_code, ': ', closed_date, ' < ', set_up_date) as detail
from core_group_spell
where closed_date < set_up_date
union all
select
    vintage,
    level,
    unit_code as area_code,
    cast(date_trunc('month', closed_date) as date) as month,
    concat(management_code, ': ', closed_date, ' < ', set_up_date) as detail
from core_management
where closed_date < set_up_date
