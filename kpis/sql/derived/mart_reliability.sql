-- Grain: one row per KPI, level and class of probability: of the statements “this share will reach
-- so much in half a year to a year” made in the last year of the data, how many came true.
-- What the columns mean: kpis/forecast/report.py.
create table mart_reliability (
    kpi varchar,
    level varchar,
    class varchar,
    cases bigint,
    stated double,
    reached double
)
