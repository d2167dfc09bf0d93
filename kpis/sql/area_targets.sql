-- Grain: one row per area and year of one KPI, level and vintage: the target issued last.
-- Claim: the target of an older unit holds for the unit it became, if that unit came from it alone.
with carried as (
    select
        source_vintage,
        source_code,
        area_code,
        count(*) over (partition by source_vintage, area_code) as sources
    from mart_area_map
    where source_level = $level and level = $level and vintage = $vintage
),
ranked as (
    select
        carried.area_code,
        target.year,
        target.value,
        target.decision,
        row_number() over (
            partition by carried.area_code, target.year
            order by
                target.issued_date desc nulls last,
                target.vintage desc nulls last,
                target.decision desc nulls last,
                target.value nulls last
        ) as place
    from mart_target target
    join carried
        on carried.source_vintage = target.vintage
        and carried.source_code = target.area_code
        and carried.sources = 1
    where target.kpi = $kpi and target.level = $level
)
select area_code, cast(year as integer) as year, cast(value as double) as value, decision
from ranked
where place = 1
order by area_code nulls last, year nulls last
