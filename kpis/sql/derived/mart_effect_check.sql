-- Grain: one row per topic, kind of check and what it is made with: what stands beside an effect.
-- What the columns mean: kpis/effect/study.py.
create table mart_effect_check (
    topic varchar,
    service varchar,
    kind varchar,
    item varchar,
    estimate double,
    low_95 double,
    high_95 double
)
