-- Claim: Women, youth-union members, firm staff, trained members and followers of the Zalo OA of a group are members of it.
-- Vi: Số nữ, đoàn viên, nhân viên doanh nghiệp, người được tập huấn, theo dõi Zalo OA không vượt quá số thành viên.
-- Severity: error
-- Grain: one row per group, month and part that exceeds the members.
with part as (
    select vintage, commune_code, month, group_code, members, 'women' as name, women as value
    from core_member
    union all
    select vintage, commune_code, month, group_code, members, 'youth_union', youth_union
    from core_member
    union all
    select vintage, commune_code, month, group_code, members, 'firm_staff', firm_staff
    from core_member
    union all
    select vintage, commune_code, month, group_code, members, 'trained', trained
    from core_member
    union all
    select vintage, commune_code, month, group_code, members, 'zalo_followers', zalo_followers
    from core_member
)
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(group_code, ': ', name, ' ', value, ' > members ', members) as detail
from part
where value > members
