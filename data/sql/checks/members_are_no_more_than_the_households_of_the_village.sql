-- Claim: A group has no more members than its village has households.
-- Vi: Số thành viên của tổ không vượt quá số hộ của thôn.
-- Severity: warning
-- Grain: one row per group and month with more.
select
    member.vintage,
    'commune' as level,
    member.commune_code as area_code,
    member.month,
    concat(member.group_code, ': members ', member.members, ' > households ', village.households)
        as detail
from core_member member
join core_group registered on registered.group_code = member.group_code
join core_village village
    on village.vintage = member.vintage
    and village.commune_code = member.commune_code
    and village.village_code = registered.village_code
    and year(member.month) >= village.first_year
    and year(member.month) <= village.last_year
where member.members > village.households
