-- Grain: one row per commune and month that reported, for one {split}.
-- Claim: who reported but did nothing for that {split} did zero of it; stocks are those of the 'all' row.
    select {columns}
    from {source} whole
    left join {source} part
        on part.vintage = whole.vintage
        and part.area_code = whole.area_code
        and part.month = whole.month
        and part.{split} = {chosen}
    where whole.{split} = 'all' and {condition}
