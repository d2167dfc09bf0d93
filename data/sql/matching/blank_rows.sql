-- Grain: one row: the number of rows below the header without any cell.
select count(*)
from $table
where line > $header_line and coalesce($cells) is null
