-- Grain: one row per unit and month; the unit is a province, a district or a commune.
select vintage, level, unit_code as area_code, month, work_files, work_files_online
from core_work_file
