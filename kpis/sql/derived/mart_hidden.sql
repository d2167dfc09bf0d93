-- Grain: one row per indicator that counts people, part of it ('' is the whole), unit as it reported,
-- month and cycle that moves it: what is hidden, and beside what. Whatever adds up to no zero over the
-- rows of any one cycle is hidden. How cycles are found: kpis/measure/suppress/cycles.py.
create table mart_hidden (
    kpi varchar,
    part varchar,
    vintage varchar,
    area_code varchar,
    month date,
    cycle bigint,
    sign bigint
)
