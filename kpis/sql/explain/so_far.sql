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
member as (
    select
        cell.side,
        cell.home,
        cell.weight,
        cell.month as until,
        grp.group_code,
        greatest(begun.first_day, $first_month) as since
    from cell
    join mart_group_month grp
        on grp.vintage = cell.vintage
        and grp.area_code = cell.area_code
        and grp.month = cell.month
        and {grain}
    join begun on begun.group_code = grp.group_code
    where cell.side = '{side}'
)
select
    member.side,
    member.home,
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
    and {month} >= member.since
where {amount} is not null
