-- Grain: one row per group and vintage not older than the one in which it was set up: the commune that
-- holds it, of a divided one that which took most of it, and what that commune lies in.
select
    registered.group_code,
    path.vintage,
    path.code as area_code,
    commune.parent_code
from core_group registered
join core_unit_path path
    on path.level = 'commune'
    and path.source_vintage = registered.vintage
    and path.source_code = registered.commune_code
join core_unit commune
    on commune.level = 'commune' and commune.vintage = path.vintage and commune.code = path.code
