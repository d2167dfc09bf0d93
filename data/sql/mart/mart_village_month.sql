-- Grain: one row per village and month, of those that have a group then and those whose households are
-- known. households_reached are those that its groups of the month have reached since the first month:
-- NULL where nothing came from the commune in the month, or where the village has no group.
-- Months: apart
with network as (
    select
        unit.vintage,
        unit.commune_code,
        unit.month,
        unit.village_code,
        max(registered.village_name) as village_name,
        cast(count(*) as bigint) as groups,
        cast(sum(total.households_reached) as bigint) as households_reached
    from core_group_unit unit
    join core_group registered on registered.group_code = unit.group_code
    join core_group_total total
        on total.group_code = unit.group_code and total.month = unit.month
    where unit.exists_then
    group by unit.vintage, unit.commune_code, unit.month, unit.village_code
),
known as (
    select
        month.vintage,
        village.commune_code,
        month.month,
        village.village_code,
        village.village_name,
        village.households
    from core_month month
    join core_village village
        on village.vintage = month.vintage
        and year(month.month) >= village.first_year
        and year(month.month) <= village.last_year
)
select
    coalesce(network.month, known.month) as month,
    coalesce(network.vintage, known.vintage) as vintage,
    coalesce(network.commune_code, known.commune_code) as area_code,
    coalesce(network.village_code, known.village_code) as village_code,
    coalesce(network.village_name, known.village_name) as village_name,
    coalesce(network.groups, 0) as groups,
    known.households,
    case when reporting.commune_code is not null then network.households_reached end
        as households_reached
from network
full join known
    on known.vintage = network.vintage
    and known.commune_code = network.commune_code
    and known.month = network.month
    and known.village_code = network.village_code
left join core_reporting_commune reporting
    on reporting.vintage = network.vintage
    and reporting.commune_code = network.commune_code
    and reporting.month = network.month
