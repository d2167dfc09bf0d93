-- Claim: At a training are no more members than the groups of its unit have, where all are known.
-- Vi: Số thành viên dự tập huấn không vượt quá số thành viên các tổ của đơn vị tổ chức.
-- Severity: warning
-- Grain: one row per training with more. A commune that lies in two districts counts for both.
with known as (
    select
        area.vintage,
        area.level,
        area.area_code,
        network.month,
        cast(sum(network.members) as bigint) as members
    from mart_network_month network
    join mart_area_map area
        on area.source_level = 'commune'
        and area.source_vintage = network.vintage
        and area.source_code = network.area_code
        and area.vintage = network.vintage
    where network.groups > 0
    group by area.vintage, area.level, area.area_code, network.month
    having bool_and(coalesce(network.groups_listed = network.groups, false))
)
select
    training.vintage,
    training.level,
    training.unit_code as area_code,
    training.month,
    concat(training.training_code, ': attending ', training.attending, ' > members ', known.members)
        as detail
from core_training training
join known
    on known.vintage = training.vintage
    and known.level = training.level
    and known.area_code = training.unit_code
    and known.month = training.month
where training.attending > known.members
