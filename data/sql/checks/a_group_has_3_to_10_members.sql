-- Claim: A group has 3 to 10 members.
-- Vi: Một tổ có từ 3 đến 10 thành viên.
-- Severity: warning
-- Grain: one row per group and month with fewer or more.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(group_code, ': members ', members) as detail
from core_member
where members < 3 or members > 10
