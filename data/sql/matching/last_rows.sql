-- Grain: one row per row among the last 40 of $table that stands below the header.
select line, [$cells] as cells
from $table
where line > greatest($header_line, (select max(line) from $table) - 40)
