-- Grain: one row per rule, KPI and area that the rules of kpis/alerts.toml find in the last period of
-- the data, the worst first. What the columns mean: kpis/alerts/evaluate.py.
create table mart_alert (
    alert varchar,
    place bigint,
    rule varchar,
    condition varchar,
    severity varchar,
    kpi varchar,
    level varchar,
    vintage varchar,
    area_code varchar,
    area_name varchar,
    parent_code varchar,
    since varchar,
    period varchar,
    periods bigint,
    value double,
    previous double,
    previous_period varchar,
    target_year bigint,
    target double,
    target_max double,
    target_status varchar,
    path double,
    gap double,
    weight double
)
