-- Grain: one row per group, with its village, under the commune in force when it was set up.
select
    group_code,
    vintage,
    commune_code as area_code,
    village_code,
    village_name,
    set_up_date,
    closed_date
from core_group
