-- Grain: one row: for each column, the number of cells that may not stay as they are.
select $counts from $table
