-- Grain: one row per KPI, period and base unit that has both sides; a base unit is a unit of the
-- source's level and of the vintage in force at the end of the period. And, where `cycle` is not null,
-- one row per cycle of kpis/measure/suppress that moves such a unit: by how much, as the numerator.
-- Followed by kpis/sql/view.sql, which carries them onto the areas shown.
-- Template: $words in braces are filled from a KPI's stanza by kpis/measure/query.py.
with period (
    place, kpi, source_level, scale, period, first_month, last_month, base_vintage, view_vintage,
    is_applicable, is_collected, is_open
) as (
    values {periods}
),
-- the months that a period reads: those in it, and those in which a stock may have been last known;
-- neither where the KPI means nothing in the period
span (period, base_vintage, month, is_in_period, is_fresh) as (
    values {spans}
),
source_row as (
    {source_rows}
),
-- rows that count, carried onto the base units; of a unit that was split, the part of each
carried as (
    select
        span.period,
        span.is_in_period,
        span.is_fresh,
        to_base.area_code as base_code,
        source_row.month,
        source_row.vintage as own_vintage,
        source_row.area_code as own_code,
        to_base.weight as own_weight,
        {parts}
    from span
    join source_row on source_row.month = span.month
    join mart_area_map to_base
        on to_base.source_level = '{source_level}'
        and to_base.source_vintage = source_row.vintage
        and to_base.source_code = source_row.area_code
        and to_base.level = '{source_level}'
        and to_base.vintage = span.base_vintage
        and to_base.weight is not null
),
flow_row as (
    select * from carried where is_in_period
),
stock_row as (
    select *
    from (
        select *, max(month) over (partition by period, base_code) as last_month
        from carried
        where is_fresh
    ) known
    where month = last_month
),
counted as (
    {counted}
),
base as (
    select kpi, period, base_code, numerator, denominator, month, cast(null as bigint) as cycle
    from counted
    {moved}
)
