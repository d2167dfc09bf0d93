-- Grain: one row per group, month and difficulty that its sent report names, under the commune in
-- force that holds the group.
with named as (
    select distinct
        group_code,
        month,
        trim(unnest(string_split(difficulties, ','))) as difficulty
    from core_report
    where is_sent and difficulties is not null
)
select
    unit.vintage,
    unit.commune_code as area_code,
    named.month,
    named.group_code,
    named.difficulty
from named
join core_group_unit unit on unit.group_code = named.group_code and unit.month = named.month
where unit.exists_then and named.difficulty <> ''
