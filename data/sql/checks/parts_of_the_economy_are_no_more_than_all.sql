-- Claim: Digital value added, e-commerce, firms on platforms and online shops are parts of the whole.
-- Vi: Kinh tế số, TMĐT, doanh nghiệp dùng nền tảng, gian hàng trên sàn không vượt quá tổng của chúng.
-- Severity: error
-- Grain: one row per unit, year and part that exceeds its whole.
with part as (
    select vintage, level, unit_code, month, 'digital_value_added' as name,
        cast(digital_value_added as double) as value, 'grdp' as whole_name,
        cast(grdp as double) as whole
    from core_economy
    union all
    select vintage, level, unit_code, month, 'ecommerce_revenue',
        cast(ecommerce_revenue as double), 'retail_revenue', cast(retail_revenue as double)
    from core_economy
    union all
    select vintage, level, unit_code, month, 'smes_on_platform',
        cast(smes_on_platform as double), 'smes', cast(smes as double)
    from core_economy
    union all
    select vintage, level, unit_code, month, 'online_shops', cast(online_shops as double),
        'shop_units', cast(shop_units as double)
    from core_economy
)
select
    vintage,
    level,
    unit_code as area_code,
    month,
    concat(name, ' ', value, ' > ', whole_name, ' ', whole) as detail
from part
where value > whole
