-- Grain: one row per period and area of the viewed level and vintage, those without a value included.
-- Claim: the value is a ratio of sums over base units that have both sides; a base unit is a unit of
-- the source's level and of the vintage in force at the end of the period.
-- Template: $words in braces are filled from a KPI's stanza by kpis/query.py.
with period (period, first_month, last_month, base_vintage, view_vintage, is_applicable, is_last) as (
    values {periods}
),
-- the months that a period reads: those in it, and those in which a stock may have been last known
span (period, month, is_in_period, is_fresh) as (
    values {spans}
),
source_row as (
    {source_rows}
),
-- rows that count, carried whole onto the base units
carried as (
    select p.period, span.is_in_period, span.is_fresh, to_base.area_code as base_code, source_row.*
    from span
    join period p on p.period = span.period and p.is_applicable
    join source_row on source_row.month = span.month
    join mart_area_map to_base
        on to_base.source_level = '{source_level}'
        and to_base.source_vintage = source_row.vintage
        and to_base.source_code = source_row.area_code
        and to_base.level = '{source_level}'
        and to_base.vintage = p.base_vintage
),
flow_row as (
    select * from carried where is_in_period
),
last_known as (
    select period, base_code, max(month) as month from carried where is_fresh group by period, base_code
),
stock_row as (
    select carried.*
    from carried
    join last_known
        on last_known.period = carried.period
        and last_known.base_code = carried.base_code
        and last_known.month = carried.month
),
numerator_side as (
    select period, base_code, cast({numerator} as double) as numerator, max(month) as month
    from {numerator_rows}
    group by period, base_code
),
denominator_side as (
    select period, base_code, cast({denominator} as double) as denominator, max(month) as month
    from {denominator_rows}
    group by period, base_code
),
base as (
    select n.period, n.base_code, n.numerator, d.denominator, greatest(n.month, d.month) as month
    from numerator_side n
    join denominator_side d on d.period = n.period and d.base_code = n.base_code
    where n.numerator is not null and d.denominator is not null
),
summed as (
    select
        p.period,
        to_area.area_code,
        sum(base.numerator) as numerator,
        sum(base.denominator) as denominator,
        cast(count(base.base_code) as bigint) as units_reported,
        cast(count(*) as bigint) as units_expected,
        max(base.month) as reported_month
    from period p
    join mart_area_map to_area
        on to_area.source_level = '{source_level}'
        and to_area.source_vintage = p.base_vintage
        and to_area.level = '{level}'
        and to_area.vintage = p.view_vintage
    left join base on base.period = p.period and base.base_code = to_area.source_code
    group by p.period, to_area.area_code
)
select
    '{kpi}' as kpi,
    '{level}' as level,
    p.view_vintage as vintage,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code,
    p.period,
    summed.numerator,
    summed.denominator,
    case when summed.denominator <> 0
        then cast({scale} as double) * summed.numerator / summed.denominator
    end as value,
    case
        when p.view_vintage < p.base_vintage then 'no_boundary'
        when not p.is_applicable then 'not_applicable'
        when coalesce(summed.units_reported, 0) > 0
            then case when summed.denominator = 0 then 'not_applicable' end
        when p.is_last then 'late'
        else 'not_reported'
    end as missing_reason,
    coalesce(summed.units_reported, 0) as units_reported,
    coalesce(summed.units_expected, 0) as units_expected,
    summed.reported_month
from period p
join mart_unit unit on unit.level = '{level}' and unit.vintage = p.view_vintage
left join summed on summed.period = p.period and summed.area_code = unit.code
order by p.first_month, p.period, unit.code
