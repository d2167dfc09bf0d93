-- Grain: one row per topic and commune that grew more in the last twelve months than its conditions
-- let expect; no others. What the columns mean: kpis/effect/deviance.py.
create table mart_deviance (
    topic varchar,
    service varchar,
    vintage varchar,
    area_code varchar,
    area_name varchar,
    parent_code varchar,
    months bigint,
    growth double,
    expected double,
    excess double,
    low_80 double,
    high_80 double,
    sureness double
)
