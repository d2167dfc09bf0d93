-- Grain: one row per line of the file that has as many cells as the header: its number in the file
-- and the text of its cells, NULL where empty. Lines with a quotation mark come from Python.
with split as (
    select rowid + 1 as line, string_split(text, ';') as cells
    from line_$export
    where rowid + 1 > $header_line
        and rowid + 1 not in (select line from claimed_$export)
        and not regexp_full_match(coalesce(text, ''), '[;\s]*')
)
select line, $cells
from split
where len(cells) = $width
