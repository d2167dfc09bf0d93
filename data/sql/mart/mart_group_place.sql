-- Grain: one row per group and vintage not older than the one in which it was set up: the commune that
-- holds it, of a divided one the part that has its village, and what that commune lies in.
select
    place.group_code,
    place.vintage,
    place.commune_code as area_code,
    commune.parent_code
from core_group_place place
join core_unit commune
    on commune.level = 'commune'
    and commune.vintage = place.vintage
    and commune.code = place.commune_code
