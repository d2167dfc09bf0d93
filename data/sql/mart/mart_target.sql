-- Grain: one row per target of a district or commune, year and day of issue.
select
    vintage,
    level,
    unit_code as area_code,
    kpi,
    year,
    target_value as value,
    decision,
    issued_date
from core_target
