-- Grain: one row per line of the file that has more or fewer cells than the header.
select rowid + 1 as line, '' as field, substr(text, 1, 500) as text
from line_$export
where rowid + 1 > $header_line
    and rowid + 1 not in (select line from claimed_$export)
    and not regexp_full_match(coalesce(text, ''), '[;\s]*')
    and len(string_split(text, ';')) <> $width
