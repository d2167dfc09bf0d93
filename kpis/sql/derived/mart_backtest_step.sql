-- Grain: one row per KPI, level and months ahead (1 to 12): how the forecasts of the last year of the
-- data did that far ahead. What the columns mean: kpis/forecast/report.py.
create table mart_backtest_step (
    kpi varchar,
    level varchar,
    step bigint,
    series bigint,
    outcomes bigint,
    error double,
    naive_error double,
    mase double,
    coverage_80 double,
    coverage_95 double
)
