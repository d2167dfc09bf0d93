-- Grain: one row per unit of a level and vintage, with the name of its parent.
select
    unit.vintage,
    unit.level,
    unit.code,
    unit.name,
    -- the name without its type and without "(cũ)", as a map or a table under a heading writes it
    trim(regexp_replace(
        unit.name, '^(Tỉnh|Thành phố|Thị xã|Thị trấn|Đặc khu|Huyện|Phường|Xã) | \(.*\)$', '', 'g'
    )) as short_name,
    unit.type,
    unit.parent_code,
    parent.name as parent_name,
    unit.valid_from,
    unit.valid_to,
    unit.successor_code,
    unit.straddles,
    unit.legal_act
from raw_unit unit
left join raw_unit parent
    on parent.vintage = unit.vintage
    and parent.code = unit.parent_code
