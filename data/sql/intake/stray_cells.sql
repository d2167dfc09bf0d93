-- Grain: one row: how many cells of $rows stand in the columns $cells, which have no header; the
-- first line with one, and which of its cells are empty.
select
    $count as cells,
    min(line) filter (where coalesce($cells) is not null) as line,
    arg_min([$empty], line) filter (where coalesce($cells) is not null) as empty
from $rows
