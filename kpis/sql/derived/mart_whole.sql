-- Grain: one row per KPI that is measured for the whole, vintage and period of the data, of each kind:
-- the reading of the whole on the units of that vintage. What the columns mean: kpis/measure/readings.py.
create table mart_whole (
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
    units_reported bigint,
    units_expected bigint,
    reported_month date
)
