-- Grain: one row per line of {export} up to the month of a cell, of each group that its commune has
-- in that month; `month` is that of the line. Lines count from the vintage on in which the group was
-- set up, and from the first month of the data, as in core_group_total.
with in_force as (
    {vintages}
),
member as (
    select cell.side, cell.weight, cell.month as until, grp.group_code
    from cell
    join mart_group_month grp
        on grp.vintage = cell.vintage
        and grp.area_code = cell.area_code
        and grp.month = cell.month
        and {grain}
    where cell.side = '{side}'
)
select
    member.side,
    line.load,
    line.line,
    {unit} as unit,
    {month} as month,
    line.group_code,
    {topic} as topic,
    cast({amount} as double) as amount,
    member.weight
from member
join {lines} line
    on line.group_code = member.group_code
    and {month} <= member.until
    and {month} >= $first_month
join in_force on {month} >= in_force.first_day and {month} <= in_force.last_day
join mart_group_place place
    on place.group_code = member.group_code and place.vintage = in_force.vintage
where {amount} is not null
