-- Grain: one row per line of {export} of a month about a group that the commune of a cell has then,
-- whatever commune the line names.
-- Claim: what is counted once for a group and month is spread evenly over its lines of the month.
with told as (
    select
        cell.side,
        cell.home,
        line.load,
        line.line,
        {unit} as unit,
        cell.month,
        line.group_code,
        {topic} as topic,
        cast({amount} as double) as amount,
        cell.weight,
        cast(count(*) over (partition by line.group_code, cell.month) as double) as lines
    from cell
    join mart_group_month grp
        on grp.vintage = cell.vintage
        and grp.area_code = cell.area_code
        and grp.month = cell.month
        and {grain}
    join {lines} line on line.group_code = grp.group_code and {month} = cell.month
    where cell.side = '{side}' and {amount} is not null
)
select side, home, load, line, unit, month, group_code, topic, amount, weight * {share} as weight
from told
