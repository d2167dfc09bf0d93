-- Grain: one row per commune of a vintage, month, topic and form in which something was done, and one
-- with the form 'all' for each topic, in the months in which all parts of the commune reported:
-- assists, beside the adults of the month; zero where nothing was done.
with part as (
    select source_vintage, source_code, area_code, is_whole
    from mart_area_map
    where source_level = 'commune' and level = 'commune' and vintage = $vintage
),
expected as (
    select
        source_vintage,
        area_code,
        cast(count(*) as bigint) as parts,
        bool_and(is_whole) as is_exact
    from part
    group by source_vintage, area_code
),
reported as (
    select part.area_code, work.month, cast(sum(work.adults) as double) as adults
    from mart_activity_month work
    join part on part.source_vintage = work.vintage and part.source_code = work.area_code
    join expected
        on expected.source_vintage = part.source_vintage and expected.area_code = part.area_code
    where work.topic = 'all' and work.adults > 0
    group by part.area_code, work.month, expected.parts, expected.is_exact
    having count(*) = expected.parts and expected.is_exact
),
done as (
    select
        part.area_code,
        work.month,
        work.topic,
        work.form,
        cast(sum(work.assists) as double) as assists
    from mart_work_month work
    join part on part.source_vintage = work.vintage and part.source_code = work.area_code
    group by part.area_code, work.month, work.topic, work.form
),
kind as (
    select code.code as topic, form.code as form
    from mart_code code
    join mart_code form on form.list = 'form'
    where code.list = 'topic'
),
filled as (
    select
        reported.area_code,
        reported.month,
        kind.topic,
        kind.form,
        coalesce(done.assists, 0) as assists,
        reported.adults
    from reported
    cross join kind
    left join done
        on done.area_code = reported.area_code
        and done.month = reported.month
        and done.topic = kind.topic
        and done.form = kind.form
)
select area_code, month, topic, form, assists, adults from filled
union all
select area_code, month, topic, 'all' as form, cast(sum(assists) as double) as assists, adults
from filled
group by area_code, month, topic, adults
