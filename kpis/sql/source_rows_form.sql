-- Grain: one row per commune and month that reported, for one form of the work.
-- Claim: who reported but did nothing in that form did zero of it; stocks are those of the 'all' row.
    select {columns}
    from {source} whole
    left join (
        select vintage, area_code, month, {sums}
        from {parts}
        where form = {chosen}
        group by vintage, area_code, month
    ) part
        on part.vintage = whole.vintage
        and part.area_code = whole.area_code
        and part.month = whole.month
    where whole.{split} = 'all' and {condition}
