-- Grain: one row per unit of the viewed level and vintage, those of which nothing is known included.
-- Claim: residents are carried from the communes by the weights of the crosswalk; urban are those of
-- the oldest vintage's wards and townships, by what their residents were when they were last told.
with told as (
    select
        vintage,
        area_code,
        residents,
        row_number() over (partition by vintage, area_code order by month desc nulls last) as place
    from mart_network_month
    where month <= $until and residents is not null
),
told_old as (
    select
        vintage,
        area_code,
        residents,
        row_number() over (partition by vintage, area_code order by month desc nulls last) as place
    from mart_network_month
    where vintage = $oldest and residents is not null
),
sized as (
    select carried.area_code, cast(sum(told.residents * carried.weight) as double) as residents
    from told
    join mart_area_map carried
        on carried.source_level = 'commune'
        and carried.source_vintage = told.vintage
        and carried.source_code = told.area_code
        and carried.level = $level
        and carried.vintage = $vintage
    where told.place = 1 and told.vintage = $reported and carried.weight is not null
    group by carried.area_code
),
settled as (
    select
        carried.area_code,
        cast(100 as double)
        * cast(sum(case when unit.type in ($ward, $township) then told_old.residents * carried.weight else 0 end) as double)
        / cast(sum(told_old.residents * carried.weight) as double) as urban_pct
    from told_old
    join mart_unit unit
        on unit.level = 'commune' and unit.vintage = told_old.vintage and unit.code = told_old.area_code
    join mart_area_map carried
        on carried.source_level = 'commune'
        and carried.source_vintage = told_old.vintage
        and carried.source_code = told_old.area_code
        and carried.level = $level
        and carried.vintage = $vintage
    where told_old.place = 1 and carried.weight is not null
    group by carried.area_code
)
select unit.code as area_code, sized.residents, settled.urban_pct
from mart_unit unit
left join sized on sized.area_code = unit.code
left join settled on settled.area_code = unit.code
where unit.level = $level and unit.vintage = $vintage
order by unit.code nulls last
