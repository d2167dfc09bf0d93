-- Grain: one row per unit for which lines of `added` count, of the vintage in force in the month of the
-- figures, with what they add to each side; the greatest first. The lines of a group count for the
-- unit that has it then, whatever unit they name.
with home as (
    select distinct home, vintage, area_code
    from cell
),
summed as (
    select
        home,
        cast(sum(case when is_numerator then added end) as double) as numerator,
        cast(sum(case when not is_numerator then added end) as double) as denominator
    from added
    group by home
)
select
    home.vintage,
    unit.level,
    home.area_code,
    unit.name as area_name,
    summed.numerator,
    summed.denominator
from summed
join home on home.home = summed.home
left join mart_unit unit on unit.vintage = home.vintage and unit.code = home.area_code
-- sums of shares of a line are alike but for their last digits
order by round(summed.denominator, 6) desc nulls last, round(summed.numerator, 6) desc nulls last, home.area_code nulls last
