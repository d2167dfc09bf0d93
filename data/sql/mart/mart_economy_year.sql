-- Grain: one row per unit (province or commune) and year; the month is the year's December.
-- Values in billion VND (tỷ đồng).
select
    vintage,
    level,
    unit_code as area_code,
    month,
    digital_value_added,
    grdp,
    ecommerce_revenue,
    retail_revenue,
    smes,
    smes_on_platform,
    shop_units,
    online_shops
from core_economy
