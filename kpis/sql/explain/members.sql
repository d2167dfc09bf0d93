-- Grain: one row per cell of a side and group that its commune has in the month of the cell. A table
-- of its own (`member`), so that its few rows are known before they are joined with a million lines.
select
    cell.side,
    cell.home,
    cell.vintage,
    cell.area_code,
    cell.month,
    cell.weight,
    grp.group_code,
    grp.village_code
from cell
join mart_group_month grp
    on grp.vintage = cell.vintage
    and grp.area_code = cell.area_code
    and grp.month = cell.month
    and {grain}
