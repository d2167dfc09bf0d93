-- Grain: one row per topic and number of months of work before (form all), and one per topic and form:
-- the points that ten more assists per 1,000 adults a month go with after so many months.
-- What the columns mean: kpis/effect/study.py.
create table mart_effect (
    topic varchar,
    service varchar,
    form varchar,
    lag bigint,
    estimate double,
    low_95 double,
    high_95 double,
    logit double,
    share double,
    leads varchar,
    placebo varchar,
    level varchar,
    detectable double,
    difference double,
    chance double,
    corrected double,
    tests bigint,
    communes bigint,
    months bigint,
    cells bigint,
    left_out bigint,
    verdict varchar,
    reason varchar
)
