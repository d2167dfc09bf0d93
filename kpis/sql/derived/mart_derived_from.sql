-- Grain: one row per KPI whose derived rows this snapshot holds: the hash of all that decides them.
-- Claim: the rows of a KPI with the same hash are the same (kpis/fingerprints.py).
create table mart_derived_from (
    kpi varchar,
    fingerprint varchar
)
