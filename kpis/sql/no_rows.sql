-- Grain: no row at all, with the columns that a KPI reads: of what was never sent the marts of an older
-- version have not even a column.
    select null::varchar as vintage, null::varchar as area_code, null::date as month, {columns}
    where false
