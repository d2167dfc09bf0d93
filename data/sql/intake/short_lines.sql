-- Grain: one row per line of $rows with fewer than $least cells, which a field of the export needs:
-- it was cut off. $lines holds all lines of the file with their number of cells.
-- Excel writes no separators after the last cell in use of each sixteen rows together, so lines that
-- end alike with all of their sixteen are whole.
with numbered as (
    select line, text, cells, (row_number() over (order by line) - 1) // 16 as block
    from $lines
),
even as (
    select block
    from numbered
    group by block
    having count(*) > 1 and min(cells) = max(cells)
)
select line, text
from numbered
where cells < $least
    and block not in (select block from even)
    and line in (select line from $rows)
order by line
