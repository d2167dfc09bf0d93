-- Grain: one row per month and line of the register for a time that covers it, of each group that the
-- commune of a cell has then. `month` is the month for which it counts.
-- Claim: what is counted once ({once}) is spread evenly over its lines.
with told as (
    select
        member.side,
        member.home,
        line.load,
        line.line,
        {unit} as unit,
        member.month,
        line.group_code,
        {topic} as topic,
        cast({amount} as double) as amount,
        member.weight,
        cast(
            count(*) over (
                partition by member.vintage, member.area_code, member.month, member.{once}
            ) as double
        ) as lines
    from member
    join {lines} line
        on line.group_code = member.group_code
        and cast(date_trunc('month', line.set_up_date) as date) <= member.month
        and (line.closed_date is null or line.closed_date >= member.month)
    where member.side = '{side}'
)
select side, home, load, line, unit, month, group_code, topic, amount, weight * {share} as weight
from told
