-- Grain: one row per KPI and level: how its forecasts did in the last year of the data.
-- What the columns mean: kpis/forecast/report.py.
create table mart_backtest (
    kpi varchar,
    level varchar,
    series bigint,
    forecast bigint,
    certain bigint,
    insufficient bigint,
    origins bigint,
    outcomes bigint,
    mase double,
    coverage_80 double,
    coverage_95 double,
    logistic bigint,
    line bigint,
    walk bigint,
    still bigint,
    damped bigint,
    bottom_up bigint
)
