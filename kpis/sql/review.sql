-- Readings on other units, of the base units that a table `base` holds; followed by kpis/sql/view.sql.
with period (
    place, kpi, source_level, scale, period, first_month, last_month, base_vintage, view_vintage,
    is_applicable, is_collected, is_open
) as (
    values {periods}
)
