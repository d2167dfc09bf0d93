-- Claim: An activity reaches no more new households than it visits.
-- Vi: Số hộ đến lần đầu của một hoạt động không vượt quá số hộ đã đến.
-- Severity: error
-- Grain: one row per group, month and topic with such an activity.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(
        group_code, ', ', topic, ': ', wrong_households_new,
        ' × households_new > households_visited'
    ) as detail
from core_activity_month
where wrong_households_new > 0
