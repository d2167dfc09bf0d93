-- Grain: one row per group; its commune is that of the vintage in force when it was set up. Of one that
-- was closed and works again closed_date is the last day of its last time.
with numbered as (
    select
        core_group_spell.*,
        row_number() over (partition by group_code order by set_up_date nulls last) as from_first,
        row_number() over (partition by group_code order by set_up_date desc nulls last) as from_last
    from core_group_spell
)
select
    begun.group_code,
    begun.vintage,
    begun.commune_code,
    begun.village_code,
    begun.village_name,
    begun.set_up_date,
    ended.closed_date
from numbered begun
join numbered ended on ended.group_code = begun.group_code and ended.from_last = 1
where begun.from_first = 1
