-- Grain: one row per KPI, level, area, period and target year of the last thirteen months (or years,
-- for a KPI that is renewed once a year); an area without a target has one row per period.
-- On the units in force at the end of the data. What the columns mean: kpis/progress/progress.py.
create table mart_status (
    kpi varchar,
    level varchar,
    vintage varchar,
    area_code varchar,
    area_name varchar,
    parent_code varchar,
    period varchar,
    numerator double,
    denominator double,
    value double,
    missing_reason varchar,
    comparability varchar,
    base_value double,
    base_period varchar,
    target_year bigint,
    target double,
    target_max double,
    target_status varchar,
    target_source varchar,
    path double,
    gap double,
    status varchar,
    caveat varchar
)
