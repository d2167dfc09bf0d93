-- Grain: one row per line of $export of the load $load whose $field is some hundred times that of the
-- year before, or that part of it: maybe another unit, or a comma for a dot.
select
    entry.line,
    entry.$unit as area_code,
    cast(entry.$field as double) as value,
    cast(before.$field as double) as usual
from raw_$export entry
join raw_$export before on $same and before.year = entry.year - 1
where entry.load = $load
    and entry.$field > 0
    and before.$field > 0
    and (entry.$field >= 300.0 * before.$field or before.$field >= 300.0 * entry.$field)
