-- Grain: one row per KPI, period and area of the viewed level and vintage, those without a value
-- included; follows the tables `period` and `base` of kpis/sql/base.sql.
-- Claim: the value is a ratio of sums over base units that have both sides. Of a unit that was divided
-- each area gets both sides by the weight of its part: an estimate, which the sums do not change.
-- `hidden` is what view_hidden.sql finds, or of view_shown.sql where nothing can be.
, summed as (
    select
        p.place,
        to_area.area_code,
        cast(sum(base.numerator * to_area.weight) as double) as numerator,
        cast(sum(base.denominator * to_area.weight) as double) as denominator,
        cast(count(base.base_code) as bigint) as units_reported,
        cast(count(*) as bigint) as units_expected,
        max(base.month) as reported_month,
        -- a unit that did not report neither makes a sum an estimate nor spoils it
        bool_and(to_area.is_whole or base.base_code is null) as is_exact,
        bool_and(to_area.weight is not null or base.base_code is null) as is_comparable
    from period p
    join mart_area_map to_area
        on to_area.source_level = p.source_level
        and to_area.source_vintage = p.base_vintage
        and to_area.level = '{level}'
        and to_area.vintage = p.view_vintage
    left join base
        on base.kpi = p.kpi
        and base.period = p.period
        and base.base_code = to_area.source_code
        and base.cycle is null
    group by p.place, to_area.area_code
),
hidden as (
    {hidden}
)
select
    p.kpi,
    '{level}' as level,
    p.view_vintage as vintage,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code,
    p.period,
    case when summed.is_comparable and hidden.place is null then summed.numerator end as numerator,
    case when summed.is_comparable and hidden.place is null then summed.denominator end as denominator,
    case when summed.is_comparable and hidden.place is null and summed.denominator <> 0
        then cast(p.scale as double) * summed.numerator / cast(summed.denominator as double)
    end as value,
    case
        when not coalesce(summed.is_comparable, false) then 'no_boundary'
        when not p.is_applicable then 'not_applicable'
        when hidden.place is not null then 'suppressed'
        when summed.units_reported > 0
            then case when summed.denominator = 0 then 'not_applicable' end
        when not p.is_collected then 'not_collected'
        when p.is_open then 'not_due'
        else 'not_reported'
    end as missing_reason,
    case
        when not coalesce(summed.is_comparable, false) then 'not_comparable'
        when summed.units_reported > 0
            then case when summed.is_exact then 'exact' else 'estimated' end
    end as comparability,
    coalesce(summed.units_reported, 0) as units_reported,
    coalesce(summed.units_expected, 0) as units_expected,
    summed.reported_month
from period p
join mart_unit unit on unit.level = '{level}' and unit.vintage = p.view_vintage
left join summed on summed.place = p.place and summed.area_code = unit.code
left join hidden on hidden.place = p.place and hidden.area_code = unit.code
order by p.place nulls last, unit.code nulls last
