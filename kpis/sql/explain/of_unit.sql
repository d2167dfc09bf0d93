-- Grain: one row per line of {export} that tells of the unit and the month of a cell.
select
    cell.side,
    cell.home,
    line.load,
    line.line,
    {unit} as unit,
    cell.month,
    {group} as group_code,
    {topic} as topic,
    cast({amount} as double) as amount,
    cell.weight
from cell
join {lines} line on {place} and {month} = cell.month
where cell.side = '{side}' and {amount} is not null
