-- Grain: one row per management group, under the unit in force when it was set up.
select
    management_code,
    level,
    unit_code as area_code,
    vintage,
    set_up_date,
    closed_date,
    people,
    telecom_staff
from core_management
