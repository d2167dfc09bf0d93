-- Grain: one row per unit as it reported and month: both sides of an indicator, of one part of it.
-- Template: $words in braces are filled from a KPI's stanza by kpis/measure/suppress/cells.py.
with source_row as (
    {source_rows}
)
select
    vintage,
    area_code,
    month,
    cast({numerator} as double) as numerator,
    cast({denominator} as double) as denominator
from source_row
group by vintage, area_code, month
