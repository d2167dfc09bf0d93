-- Grain: one row if every row below the header surely holds data: its first cell begins with a letter
-- ($elsewhere) that begins no word for totals, as codes do, and no header stands in it again. Few
-- columns are read for that, and most files need no closer look.
select 1
where not exists (
    from $table
    where line > $header_line
        and (not coalesce(regexp_matches(c1, '^[^\pL]*[$elsewhere]'), false) or $is_header_again)
)
