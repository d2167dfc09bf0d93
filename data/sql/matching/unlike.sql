-- Grain: one row: of each column how many cells are not yet written as parse.sql and every style
-- of numbers agree on.
select $columns from $table
