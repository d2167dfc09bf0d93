-- Grain: one row per commune and district of its vintage to which a part of it belongs.
-- Claim: a commune made of parts of two former districts belongs to each by the residents of these
-- parts; any other one belongs whole to its district.
with part as (
    select
        commune.vintage,
        commune.code as commune_code,
        lineage.code as district_code,
        whole_or(cast(sum(origin.weight * lineage.weight) as double)) as weight
    from core_unit commune
    join core_link into_it
        on into_it.level = 'commune'
        and into_it.next_vintage = commune.vintage
        and into_it.next_code = commune.code
    join core_crosswalk origin
        on origin.level = 'commune'
        and origin.source_vintage = commune.vintage
        and origin.source_code = commune.code
        and origin.vintage = into_it.vintage
        and origin.code = into_it.code
    join core_unit older
        on older.level = 'commune' and older.vintage = into_it.vintage and older.code = into_it.code
    join core_crosswalk lineage
        on lineage.level = part_level()
        and lineage.source_vintage = older.vintage
        and lineage.source_code = older.parent_code
        and lineage.vintage = commune.vintage
    where commune.level = 'commune' and commune.straddles is not null
    group by commune.vintage, commune.code, lineage.code
)
select vintage, commune_code, district_code, weight from part
union all
select vintage, code, parent_code, 1.0
from core_unit
where level = 'commune' and straddles is null and parent_code is not null
