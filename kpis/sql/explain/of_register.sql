-- Grain: one row per month and line of the register for a time that covers it, of each group that the
-- commune of a cell has then. `month` is the month for which it counts.
-- Claim: what is counted once ({once}) is spread evenly over its lines.
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
        cast(
            count(*) over (
                partition by cell.vintage, cell.area_code, cell.month, grp.{once}
            ) as double
        ) as lines
    from cell
    join mart_group_month grp
        on grp.vintage = cell.vintage
        and grp.area_code = cell.area_code
        and grp.month = cell.month
        and {grain}
    join {lines} line
        on line.group_code = grp.group_code
        and cast(date_trunc('month', line.set_up_date) as date) <= cell.month
        and (line.closed_date is null or line.closed_date >= cell.month)
    where cell.side = '{side}'
)
select side, home, load, line, unit, month, group_code, topic, amount, weight * {share} as weight
from told
