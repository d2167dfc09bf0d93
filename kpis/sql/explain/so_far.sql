-- Grain: one row per line of {export} up to the month of a cell, of each group that its commune has
-- in that month; `month` is that of the line. Lines count from the vintage on in which the group was
-- set up, and from the first month of the data, as in core_group_total.
with in_force as (
    {vintages}
),
begun as (
    select place.group_code, min(in_force.first_day) as first_day
    from mart_group_place place
    join in_force on in_force.vintage = place.vintage
    group by place.group_code
),
counted as (
    select member.*, greatest(begun.first_day, {first_month}) as since
    from member
    join begun on begun.group_code = member.group_code
    where member.side = '{side}'
)
select
    counted.side,
    counted.home,
    line.load,
    line.line,
    {unit} as unit,
    {month} as month,
    line.group_code,
    {topic} as topic,
    cast({amount} as double) as amount,
    counted.weight
from counted
join {lines} line
    on line.group_code = counted.group_code
    and {month} <= counted.month
    and {month} >= counted.since
where {amount} is not null
