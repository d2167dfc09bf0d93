-- Grain: one row per commune of the vintage in force and month of the data.
-- Groups are those that exist in the month; households_reached and people_assisted are what these
-- have reached since the first month, NULL where nothing came from the commune in that month.
-- groups_listed are those whose list of members came in; members_training_known are the members of
-- the lists that state how many were trained: what is missing is no member, and nobody untrained.
-- So are those of women, youth union, firm staff and followers of the Zalo OA. Small groups list
-- fewer than 4 members, large ones more than 6. Trainings are those that the commune held; between the first and the
-- last training of all, who names none held none; attendance is NULL where one does not state it.
-- Months: apart
with network as (
    select
        unit.vintage,
        unit.commune_code,
        unit.month,
        cast(count(*) as bigint) as groups,
        cast(count(distinct unit.village_code) as bigint) as villages_with_group,
        cast(sum(member.members) as bigint) as members,
        cast(count(member.members) as bigint) as groups_listed,
        cast(sum(member.trained) as bigint) as trained,
        cast(sum(member.members) filter (where member.trained is not null) as bigint)
            as members_training_known,
        cast(sum(member.women) as bigint) as women,
        cast(sum(member.members) filter (where member.women is not null) as bigint)
            as members_women_known,
        cast(sum(member.youth_union) as bigint) as youth_union,
        cast(sum(member.members) filter (where member.youth_union is not null) as bigint)
            as members_youth_known,
        cast(sum(member.firm_staff) as bigint) as firm_staff,
        cast(sum(member.members) filter (where member.firm_staff is not null) as bigint)
            as members_firm_known,
        cast(sum(case when member.members < 4 then 1 else 0 end) as bigint) as small_groups,
        cast(sum(case when member.members > 6 then 1 else 0 end) as bigint) as large_groups,
        cast(sum(member.zalo_followers) as bigint) as zalo_followers,
        cast(sum(member.members) filter (where member.zalo_followers is not null) as bigint)
            as members_zalo_known,
        cast(sum(total.households_reached) as bigint) as households_reached,
        cast(sum(total.people_assisted) as bigint) as people_assisted
    from core_group_unit unit
    join core_group_total total
        on total.group_code = unit.group_code and total.month = unit.month
    left join core_member member
        on member.group_code = unit.group_code and member.month = unit.month
    where unit.exists_then
    group by unit.vintage, unit.commune_code, unit.month
),
training as (
    select
        vintage,
        unit_code as commune_code,
        month,
        cast(count(*) as bigint) as trainings,
        case when count(*) = count(attending) then cast(sum(attending) as bigint) end as attendance
    from core_training
    where level = 'commune'
    group by vintage, unit_code, month
),
collected as (
    select min(month) as first_month, max(month) as last_month from core_training
)
select
    month.vintage,
    commune.code as area_code,
    month.month,
    population.villages,
    coalesce(network.villages_with_group, 0) as villages_with_group,
    coalesce(network.groups, 0) as groups,
    network.members,
    network.groups_listed,
    network.trained,
    network.members_training_known,
    network.women,
    network.members_women_known,
    network.youth_union,
    network.members_youth_known,
    network.firm_staff,
    network.members_firm_known,
    coalesce(network.small_groups, 0) as small_groups,
    coalesce(network.large_groups, 0) as large_groups,
    network.zalo_followers,
    network.members_zalo_known,
    case when collected.first_month is not null then coalesce(training.trainings, 0) end
        as trainings,
    case
        when training.commune_code is not null then training.attendance
        when collected.first_month is not null then 0
    end as training_attendance,
    population.residents,
    population.adults,
    population.households,
    case when reporting.commune_code is not null
        then coalesce(network.households_reached, 0)
    end as households_reached,
    case when reporting.commune_code is not null
        then coalesce(network.people_assisted, 0)
    end as people_assisted
from core_month month
join core_unit commune on commune.vintage = month.vintage and commune.level = 'commune'
left join network
    on network.vintage = month.vintage
    and network.commune_code = commune.code
    and network.month = month.month
left join training
    on training.vintage = month.vintage
    and training.commune_code = commune.code
    and training.month = month.month
left join collected
    on month.month >= collected.first_month and month.month <= collected.last_month
left join core_reporting_commune reporting
    on reporting.vintage = month.vintage
    and reporting.commune_code = commune.code
    and reporting.month = month.month
left join core_population population
    on population.vintage = month.vintage
    and population.commune_code = commune.code
    and year(month.month) >= population.first_year
    and year(month.month) <= population.last_year
