-- Grain: one row per commune of a vintage and kind of share of its assists since a month that would
-- tell a hidden count: `topic` with the part that is hidden in any month ('' is all of them), and `form`
-- where fewer people than are published stand behind one form.
-- Template: {hidden} is the relation with the hidden cells.
with part as (
    select source_vintage, source_code, area_code
    from mart_area_map
    where source_level = 'commune' and level = 'commune' and vintage = $vintage
),
form as (
    select part.area_code, work.form
    from mart_work_month work
    join part on part.source_vintage = work.vintage and part.source_code = work.area_code
    where work.month >= $since
    group by part.area_code, work.form
    having sum(work.assists) > 0 and sum(work.assists) < $least
)
select distinct part.area_code, 'topic' as habit, hidden.part as code
from {hidden} hidden
join part on part.source_vintage = hidden.vintage and part.source_code = hidden.area_code
where hidden.kpi = $kpi and hidden.month >= $since
union all
select distinct area_code, 'form' as habit, '' as code from form
