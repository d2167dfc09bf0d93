-- Grain: one row per side, line of a file and month for which the line counts; the file of a load stands
-- in `received`. There may be a million.
-- `home` is the number of the unit for which it counts, as `cell` has them; `place` is the sheet of a
-- workbook and the line in it in one number, as the raw files have it.
create or replace temp {kind} told as
select *
from (
    select
        cast(null as varchar) as export,
        cast(null as boolean) as is_numerator,
        cast(null as bigint) as home,
        cast(null as integer) as load,
        cast(null as bigint) as place,
        cast(null as varchar) as unit,
        cast(null as date) as month,
        cast(null as varchar) as group_code,
        cast(null as varchar) as topic,
        cast(null as double) as amount,
        cast(null as double) as weight
    where false
    {lines}
) line
where {kept}
