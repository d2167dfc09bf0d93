-- Grain: one row per side, line of a file and month for which the line counts; empty at first.
-- `place` is the sheet of a workbook and the line in it in one number, as the raw files have it.
create or replace temp table told (
    side varchar,
    export varchar,
    load integer,
    file varchar,
    sha256 varchar,
    place bigint,
    sheet bigint,
    line bigint,
    unit varchar,
    month date,
    group_code varchar,
    topic varchar,
    amount double,
    weight double
)
