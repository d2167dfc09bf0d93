-- Grain: one row per month and unit of a level and vintage: what the communes of that month in it add
-- up to. A commune that was divided counts with the unit that took most of it.
select
    place.area_code,
    net.month,
    cast(sum(net.villages) as bigint) as villages,
    cast(sum(net.villages_with_group) as bigint) as villages_with_group,
    cast(sum(net.groups) as bigint) as groups,
    cast(sum(net.members) as bigint) as members,
    cast(sum(net.groups_listed) as bigint) as groups_listed,
    cast(sum(net.women) as bigint) as women,
    cast(sum(net.members_women_known) as bigint) as members_women_known,
    cast(sum(net.youth_union) as bigint) as youth_union,
    cast(sum(net.members_youth_known) as bigint) as members_youth_known,
    cast(sum(net.firm_staff) as bigint) as firm_staff,
    cast(sum(net.members_firm_known) as bigint) as members_firm_known,
    cast(sum(net.trained) as bigint) as trained,
    cast(sum(net.members_training_known) as bigint) as members_training_known,
    cast(sum(net.zalo_followers) as bigint) as zalo_followers,
    cast(sum(net.members_zalo_known) as bigint) as members_zalo_known,
    cast(sum(net.small_groups) as bigint) as small_groups,
    cast(sum(net.large_groups) as bigint) as large_groups,
    cast(sum(net.residents) as bigint) as residents,
    cast(sum(net.households) as bigint) as households,
    cast(count(*) as bigint) as units_expected,
    cast(sum(case when net.groups_listed = net.groups then 1 else 0 end) as bigint)
        as units_reported
from mart_network_month net
join mart_area_map place
    on place.source_level = 'commune'
    and place.source_vintage = net.vintage
    and place.source_code = net.area_code
    and place.level = $level
    and place.vintage = $vintage
    and place.is_main
group by place.area_code, net.month
order by net.month nulls last, place.area_code nulls last
