-- Claim: A group has reached no more households than its village has.
-- Vi: Số hộ tổ đã đến không vượt quá số hộ của thôn.
-- Severity: warning
-- Grain: one row per village, in the first month with more.
with above as (
    select
        vintage,
        area_code,
        month,
        village_code,
        households_reached,
        households,
        row_number() over (
            partition by vintage, area_code, village_code order by month nulls last
        ) as place
    from mart_village_month
    where households_reached > households
)
select
    vintage,
    'commune' as level,
    area_code,
    month,
    concat(village_code, ': households_reached ', households_reached, ' > households ', households)
        as detail
from above
where place = 1
