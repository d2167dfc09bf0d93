-- Grain: one row: for each column of numbers, how its cells are written.
select $styles from $table
