-- Grain: one row per commune, month with a sent report, and difficulty: the reports that name it,
-- 0 where none does, beside all reports sent.
with sent as (
    select vintage, commune_code, month, cast(count(*) as bigint) as reports_sent
    from core_report
    where is_sent
    group by vintage, commune_code, month
),
listed as (
    select
        vintage,
        commune_code,
        month,
        group_code,
        unnest(string_split(difficulties, ',')) as difficulty
    from core_report
    where is_sent and difficulties is not null
),
named as (
    select distinct vintage, commune_code, month, group_code, trim(difficulty) as difficulty
    from listed
),
counted as (
    select vintage, commune_code, month, difficulty, cast(count(*) as bigint) as reports
    from named
    group by vintage, commune_code, month, difficulty
)
select
    sent.vintage,
    sent.commune_code as area_code,
    sent.month,
    difficulty.code as difficulty,
    coalesce(counted.reports, 0) as reports,
    sent.reports_sent
from sent
join core_code difficulty on difficulty.list = 'difficulty'
left join counted
    on counted.vintage = sent.vintage
    and counted.commune_code = sent.commune_code
    and counted.month = sent.month
    and counted.difficulty = difficulty.code
