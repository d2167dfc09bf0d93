-- Grain: one row per KPI, level and area: by which model it is forecast, how that did in the last
-- year of the data, or why there is no forecast. What the columns mean: kpis/forecast/forecast.py.
create table mart_outlook (
    kpi varchar,
    level varchar,
    vintage varchar,
    area_code varchar,
    model varchar,
    mase double,
    coverage_80 double,
    coverage_95 double,
    status varchar,
    reason varchar
)
