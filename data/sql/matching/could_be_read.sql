-- Grain: one row if a cell of a line of $export that could not be read as it stands can be read in
-- another way of writing; none otherwise.
select 1
from text_$export
where line in ($lines) and ($cells)
limit 1
