-- Grain: one row per row below the header that may be a total or a header again: its first text
-- begins as a word for totals does, or a cell says what that column's header says. Python decides.
select line, [$cells] as cells
from $table
where line > $header_line
    and (
        regexp_matches(
            strip_accents(nfc_normalize(concat_ws(chr(31), $cells))), '^[^\pL]*(?i:$beginnings)'
        )
        or $is_header_again
    )
order by line
