-- Grain: one row per KPI, period and area of the viewed level and vintage, those without a value
-- included; follows the tables `period` and `base` of kpis/sql/base.sql.
-- Claim: the value is a ratio of sums over base units that have both sides. Of a unit that was divided
-- each area gets both sides by the weight of its part: an estimate, which the sums do not change.
-- Its table `summed` is view_sums.sql, or view_hidden.sql where something may be hidden.
, summed as (
    {summed}
)
select
    p.kpi,
    '{level}' as level,
    p.view_vintage as vintage,
    unit.code as area_code,
    unit.name as area_name,
    unit.parent_code,
    p.period,
    case when summed.is_comparable and not summed.is_hidden then summed.numerator end as numerator,
    case when summed.is_comparable and not summed.is_hidden then summed.denominator end as denominator,
    case when summed.is_comparable and not summed.is_hidden and summed.denominator <> 0
        then cast(p.scale as double) * summed.numerator / cast(summed.denominator as double)
    end as value,
    case
        when not coalesce(summed.is_comparable, false) then 'no_boundary'
        when not p.is_applicable then 'not_applicable'
        when summed.is_hidden then 'suppressed'
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
order by p.place nulls last, unit.code nulls last
