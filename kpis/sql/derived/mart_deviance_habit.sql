-- Grain: one row per topic and commune of mart_deviance, habit and code: what it does, beside the
-- province. What the columns mean: kpis/effect/deviance.py.
create table mart_deviance_habit (
    topic varchar,
    area_code varchar,
    habit varchar,
    code varchar,
    value double,
    usual double
)
