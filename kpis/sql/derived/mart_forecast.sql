-- Grain: one row per KPI, level, area and month after the data, to the end of 2030; areas without a
-- forecast are in mart_outlook alone. What the columns mean: kpis/forecast/forecast.py.
create table mart_forecast (
    kpi varchar,
    level varchar,
    area_code varchar,
    period varchar,
    value double,
    low_80 double,
    high_80 double,
    low_95 double,
    high_95 double,
    numerator double,
    denominator double
)
