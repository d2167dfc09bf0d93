-- Grain: one row: the number of lines after the header that are empty, or hold only separators.
select count(*)
from line_$export
where rowid + 1 > $header_line
    and rowid + 1 not in (select line from claimed_$export)
    and regexp_full_match(coalesce(text, ''), '[;\s]*')
