-- Claim: An activity assists no more different people than it gives assists.
-- Vi: Số người được hướng dẫn (không trùng) của một hoạt động không vượt quá số lượt hướng dẫn.
-- Severity: error
-- Grain: one row per group, month and topic with such an activity.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(group_code, ', ', topic, ': ', wrong_distinct_people, ' × distinct_people > assists')
        as detail
from core_activity_month
where wrong_distinct_people > 0
