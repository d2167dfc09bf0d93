-- Grain: one row per unit under which lines of `told` were reported, in the vintage in force in their
-- month, with what they add to each side; the greatest first.
with in_force as (
    {vintages}
),
monthly as (
    select
        month,
        unit,
        cast(sum(case when is_numerator then amount * weight end) as double) as numerator,
        cast(sum(case when not is_numerator then amount * weight end) as double) as denominator
    from told
    group by month, unit
),
summed as (
    select
        in_force.vintage,
        monthly.unit,
        cast(sum(monthly.numerator) as double) as numerator,
        cast(sum(monthly.denominator) as double) as denominator
    from monthly
    join in_force on monthly.month >= in_force.first_day and monthly.month <= in_force.last_day
    group by in_force.vintage, monthly.unit
)
select
    summed.vintage,
    unit.level,
    summed.unit as area_code,
    unit.name as area_name,
    summed.numerator,
    summed.denominator
from summed
left join mart_unit unit on unit.vintage = summed.vintage and unit.code = summed.unit
order by summed.denominator desc nulls last, summed.numerator desc nulls last, summed.unit nulls last
