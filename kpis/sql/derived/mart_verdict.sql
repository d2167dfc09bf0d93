-- Grain: one row per KPI, level, area and year of a target that is over in the data: the verdict when
-- it was due, on the units in force then, and where it stands in the last period that has ended.
-- What the columns mean: kpis/progress/verdict.py and kpis/progress/results.py.
create table mart_verdict (
    kpi varchar,
    level varchar,
    vintage varchar,
    year integer,
    area_code varchar,
    area_name varchar,
    parent_code varchar,
    period varchar,
    value double,
    numerator double,
    denominator double,
    missing_reason varchar,
    comparability varchar,
    target double,
    target_max double,
    target_status varchar,
    target_source varchar,
    first_met varchar,
    lost varchar,
    latest varchar,
    latest_value double,
    gap double,
    people bigint,
    verdict varchar,
    status varchar,
    value_now double,
    period_now varchar,
    since varchar
)
