-- Grain: one row per group and month: its members as reported, under the commune as reported.
-- Months: apart
select
    known.vintage,
    entry.commune_code,
    entry.month,
    entry.group_code,
    entry.members,
    entry.women,
    entry.youth_union,
    entry.firm_staff,
    entry.trained,
    entry.zalo_followers
from raw_thanh_vien entry
join core_vintage known on entry.month >= known.first_day and entry.month <= known.last_day
