-- Grain: one row per unit (province or commune) and year.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_year(year) as year,
    december_of(as_year(year)) as month,
    as_level(level) as level,
    as_code(unit_code) as unit_code,
    as_amount(digital_value_added) as digital_value_added,
    as_amount(grdp) as grdp,
    as_amount(ecommerce_revenue) as ecommerce_revenue,
    as_amount(retail_revenue) as retail_revenue,
    as_count(smes) as smes,
    as_count(smes_on_platform) as smes_on_platform,
    as_count(shop_units) as shop_units,
    as_count(online_shops) as online_shops,
    coalesce(
        unread_year('year', year),
        unread_level('level', level),
        unread_code('unit_code', unit_code),
        unread_amount('digital_value_added', digital_value_added),
        unread_amount('grdp', grdp),
        unread_amount('ecommerce_revenue', ecommerce_revenue),
        unread_amount('retail_revenue', retail_revenue),
        unread_count('smes', smes),
        unread_count('smes_on_platform', smes_on_platform),
        unread_count('shop_units', shop_units),
        unread_count('online_shops', online_shops)
    ) as flaw
from text_kinh_te_so
