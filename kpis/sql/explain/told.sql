-- Grain: one row per side, line of a file and month for which the line counts; empty at first. Narrow,
-- as there may be a million: the export and the file of a load stand in `received`.
-- `home` is the number of the unit for which it counts, as `cell` has them; `place` is the sheet of a workbook and the line in it in one number, as the raw files have it.
create or replace temp table told (
    is_numerator boolean,
    home bigint,
    load integer,
    place bigint,
    unit varchar,
    month date,
    group_code varchar,
    topic varchar,
    amount double,
    weight double
)
