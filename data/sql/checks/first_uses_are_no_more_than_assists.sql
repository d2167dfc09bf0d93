-- Claim: An activity ends in no more first uses than it gives assists.
-- Vi: Số lượt dùng thành công lần đầu của một hoạt động không vượt quá số lượt hướng dẫn.
-- Severity: error
-- Grain: one row per group, month and topic with such an activity.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(group_code, ', ', topic, ': ', wrong_first_uses, ' × first_uses > assists') as detail
from core_activity_month
where wrong_first_uses > 0
