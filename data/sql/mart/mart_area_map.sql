-- Grain: one row per unit and area that holds a part of it: the unit itself and what it became or was
-- made of in every other vintage, and the districts and the province of these.
-- Claim: the weights of a unit add up to 1 in each level and vintage. `is_whole`: nothing of it had
-- to be apportioned; `is_main`: its parent, or else the area that holds most of it; weight NULL:
-- nobody can tell.
with own as (
    select level as source_level, source_vintage, source_code, level, vintage, code as area_code, weight
    from core_crosswalk
),
in_district as (
    -- forward by the unit's own district, which is exact where a later commune straddles two
    select
        'commune' as source_level,
        home.vintage as source_vintage,
        home.commune_code as source_code,
        lineage.vintage,
        lineage.code as area_code,
        home.weight * lineage.weight as weight
    from core_home home
    join core_crosswalk lineage
        on lineage.level = part_level()
        and lineage.source_vintage = home.vintage
        and lineage.source_code = home.district_code
        and lineage.vintage >= home.vintage
    union all
    select
        'commune' as source_level,
        origin.source_vintage,
        origin.source_code,
        origin.vintage,
        home.district_code as area_code,
        origin.weight * home.weight as weight
    from core_crosswalk origin
    join core_home home on home.vintage = origin.vintage and home.commune_code = origin.code
    where origin.level = 'commune' and origin.vintage < origin.source_vintage
    union all
    select part_level() as source_level, source_vintage, source_code, vintage, code as area_code, weight
    from core_crosswalk
    where level = part_level()
),
in_province as (
    select
        in_district.source_level,
        in_district.source_vintage,
        in_district.source_code,
        in_district.vintage,
        unit.parent_code as area_code,
        in_district.weight
    from in_district
    join core_unit unit
        on unit.vintage = in_district.vintage
        and unit.level = part_level()
        and unit.code = in_district.area_code
),
every as (
    select source_level, source_vintage, source_code, level, vintage, area_code, weight from own
    union all
    select source_level, source_vintage, source_code, part_level() as level, vintage, area_code, weight
    from in_district
    where source_level <> part_level()
    union all
    select source_level, source_vintage, source_code, whole_level() as level, vintage, area_code, weight
    from in_province
),
summed as (
    select
        source_level,
        source_vintage,
        source_code,
        level,
        vintage,
        area_code,
        case
            when level = whole_level() then 1.0
            when bool_and(weight is not null) then whole_or(cast(sum(weight) as double))
        end as weight
    from every
    where area_code is not null
    group by source_level, source_vintage, source_code, level, vintage, area_code
)
select
    summed.*,
    coalesce(summed.weight = 1, false) as is_whole,
    row_number() over (
        partition by
            summed.source_level,
            summed.source_vintage,
            summed.source_code,
            summed.level,
            summed.vintage
        order by
            parent.code is not null desc nulls last,
            coalesce(summed.weight, -1) desc nulls last,
            summed.area_code nulls last
    ) = 1 as is_main
from summed
left join core_unit parent
    on parent.level = summed.source_level
    and parent.vintage = summed.source_vintage
    and parent.code = summed.source_code
    and parent.vintage = summed.vintage
    and parent.parent_code = summed.area_code
    and summed.level <> summed.source_level
