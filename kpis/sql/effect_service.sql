-- Grain: one row per commune of a vintage and month of which all parts are known: both sides of an
-- indicator, of older communes those that the commune took in whole. Exact: where a part is missing,
-- or was divided, there is no row.
-- Template: $words in braces are filled from a KPI's stanza by kpis/effect/panel.py.
with source_row as (
    {source_rows}
),
part as (
    select source_vintage, source_code, area_code, is_whole
    from mart_area_map
    where source_level = 'commune' and level = 'commune' and vintage = $vintage
),
expected as (
    select
        source_vintage,
        area_code,
        cast(count(*) as bigint) as parts,
        bool_and(is_whole) as is_exact
    from part
    group by source_vintage, area_code
)
select
    part.area_code,
    source_row.month,
    cast({numerator} as double) as numerator,
    cast({denominator} as double) as denominator
from source_row
join part on part.source_vintage = source_row.vintage and part.source_code = source_row.area_code
join expected on expected.source_vintage = part.source_vintage and expected.area_code = part.area_code
group by part.area_code, source_row.month, expected.parts, expected.is_exact
having count(*) = expected.parts and expected.is_exact
