-- Claim: Every commune that reports services has a population, without which no share of it exists.
-- Vi: Mỗi xã có báo cáo dịch vụ đều có dân số; không có dân số thì không tính được tỷ lệ.
-- Severity: error
-- Grain: one row per commune and month without one.
select
    vintage,
    'commune' as level,
    area_code,
    month,
    'dan_so –' as detail
from mart_service_month
where residents is null
