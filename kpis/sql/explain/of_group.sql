-- Grain: one row per line of {export} of a month about a group that the commune of a cell has then,
-- whatever commune the line names.
-- Claim: what is counted once for a group and month is spread evenly over its lines of the month.
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
        cast(count(*) over (partition by line.group_code, member.month) as double) as lines
    from member
    join {lines} line on line.group_code = member.group_code and {month} = member.month
    where member.side = '{side}' and {amount} is not null
)
select side, home, load, line, unit, month, group_code, topic, amount, weight * {share} as weight
from told
