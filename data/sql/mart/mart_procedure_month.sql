-- Grain: one row per month, for the whole province.
select
    entry.vintage,
    province.code as area_code,
    entry.month,
    entry.eligible_procedures,
    entry.full_process_procedures
from core_procedure entry
join core_unit province on province.vintage = entry.vintage and province.parent_code is null
