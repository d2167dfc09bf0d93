-- Grain: one row per KPI, level, area and year of a target to come: the probability that it is met.
-- What the columns mean: kpis/forecast/forecast.py.
create table mart_chance (
    kpi varchar,
    level varchar,
    vintage varchar,
    area_code varchar,
    year integer,
    target double,
    target_max double,
    probability double,
    status varchar,
    reason varchar
)
