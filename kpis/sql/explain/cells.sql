-- Grain: one row per side and row of the mart that counts for one area and period, by its keys {keys}.
-- Follows the tables `period`, `source_row`, `flow_row`, `stock_row` and `base` of kpis/sql/base.sql.
-- Claim: `weight` is the part of the row's amounts in the value: that of its unit in the base units
-- by that of these in the area; `home` numbers the units of the rows.
, shown as (
    select base.base_code, to_area.weight
    from base
    join period p on p.kpi = base.kpi and p.period = base.period
    join mart_area_map to_area
        on to_area.source_level = p.source_level
        and to_area.source_vintage = p.base_vintage
        and to_area.source_code = base.base_code
        and to_area.level = $level
        and to_area.vintage = p.view_vintage
        and to_area.area_code = $area
),
used as (
    select distinct 'numerator' as side, base_code, month from {numerator_rows}
    union all
    select distinct 'denominator' as side, base_code, month from {denominator_rows}
)
select
    used.side,
    {keys},
    dense_rank() over (order by source_row.vintage nulls last, source_row.area_code nulls last)
        as home,
    cast(sum({part} * shown.weight) as double) as weight
from used
join shown on shown.base_code = used.base_code
join period p on true
join mart_area_map to_base
    on to_base.source_level = p.source_level
    and to_base.level = p.source_level
    and to_base.vintage = p.base_vintage
    and to_base.area_code = used.base_code
    and to_base.weight is not null
join source_row
    on source_row.vintage = to_base.source_vintage
    and source_row.area_code = to_base.source_code
    and source_row.month = used.month
group by used.side, {keys}
