-- Grain: one row per cell and line of {export} with the newest figures known in its month: those of
-- a year stand until the next one. `month` is the month for which they count.
with in_force as (
    {vintages}
),
known as (
    select
        in_force.vintage,
        line.*,
        coalesce(
            lead(line.year) over (
                partition by in_force.vintage, line.commune_code order by line.year nulls last
            ) - 1,
            9999
        ) as last_year
    from {lines} line
    join in_force on line.month >= in_force.first_day and line.month <= in_force.last_day
)
select
    cell.side,
    cell.home,
    line.load,
    line.line,
    line.commune_code as unit,
    cell.month,
    {group} as group_code,
    {topic} as topic,
    cast({amount} as double) as amount,
    cell.weight
from cell
join known line
    on line.vintage = cell.vintage
    and line.commune_code = cell.area_code
    and year(cell.month) >= line.year
    and year(cell.month) <= line.last_year
where cell.side = '{side}' and {amount} is not null
