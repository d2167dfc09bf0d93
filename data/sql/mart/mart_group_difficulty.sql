-- Grain: one row per group, month and difficulty that its sent report names, under the commune in
-- force that holds the group. `since` is the first month from which on each report that the group
-- sent up to this one names it.
with sent as (
    select
        unit.vintage,
        unit.commune_code,
        report.group_code,
        report.month,
        report.difficulties,
        row_number() over (partition by report.group_code order by report.month nulls last) as place
    from core_report report
    join core_group_unit unit
        on unit.group_code = report.group_code and unit.month = report.month
    where report.is_sent and unit.exists_then
),
listed as (
    select
        vintage,
        commune_code,
        group_code,
        month,
        place,
        unnest(string_split(difficulties, ',')) as difficulty
    from sent
    where difficulties is not null
),
named as (
    select distinct
        vintage, commune_code, group_code, month, place, trim(difficulty) as difficulty
    from listed
),
runs as (
    select
        named.*,
        place - row_number() over (partition by group_code, difficulty order by place nulls last)
            as run
    from named
    where difficulty <> ''
)
select
    vintage,
    commune_code as area_code,
    month,
    group_code,
    difficulty,
    min(month) over (partition by group_code, difficulty, run) as since
from runs
order by month nulls last, group_code nulls last, difficulty nulls last
