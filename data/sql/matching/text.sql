-- Grain: one row per row of data of a sheet: the line with its sheet, each field, and the names by
-- which the row calls its unit.
select
    line + $offset as line,
    $cells,
    $place as place_name,
    $district as place_district
from $rows
