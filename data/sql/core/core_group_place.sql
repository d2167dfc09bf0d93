-- Grain: one row per group and vintage not older than the one in which it was set up: the commune that
-- holds it; of a divided one that in which its village is registered, or else that which took most.
with parted as (
    select
        part.source_vintage,
        part.source_code,
        part.vintage,
        village.village_code,
        min(village.commune_code) as commune_code
    from core_crosswalk part
    join core_village village
        on village.vintage = part.vintage and village.commune_code = part.code
    where part.level = 'commune'
        and part.vintage > part.source_vintage
        and coalesce(part.weight, 0) < 1
    group by part.source_vintage, part.source_code, part.vintage, village.village_code
)
select
    registered.group_code,
    path.vintage,
    coalesce(parted.commune_code, path.code) as commune_code
from core_group registered
join core_unit_path path
    on path.level = 'commune'
    and path.source_vintage = registered.vintage
    and path.source_code = registered.commune_code
left join parted
    on parted.source_vintage = registered.vintage
    and parted.source_code = registered.commune_code
    and parted.vintage = path.vintage
    and parted.village_code = registered.village_code
