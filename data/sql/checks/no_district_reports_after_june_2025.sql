-- Claim: Since 07/2025 there are no districts, and none handles dossiers or work files.
-- Vi: Từ 07/2025 không còn cấp huyện nên không huyện nào giải quyết hồ sơ.
-- Severity: error
-- Grain: one row per unit, month and export.
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat('ho_so, huyen: received ', received) as detail
from core_dossier
where handling_level = 'huyen' and month >= date '2025-07-01'
union all
select
    vintage,
    level,
    unit_code as area_code,
    month,
    concat('ho_so_cong_viec, huyen: work_files ', work_files) as detail
from core_work_file
where level = 'district' and month >= date '2025-07-01'
