-- Grain: one row per unit of a level and vintage: its residents, the newest figure of its own vintage;
-- NULL where that of one of its communes is not known. What has to be apportioned is by them.
with newest as (
    select vintage, commune_code, residents
    from core_population
    where last_year = 9999
),
commune as (
    select unit.vintage, unit.code, unit.parent_code, newest.residents
    from core_unit unit
    left join newest on newest.vintage = unit.vintage and newest.commune_code = unit.code
    where unit.level = 'commune'
),
district as (
    select
        unit.vintage,
        unit.code,
        unit.parent_code,
        case when bool_and(commune.residents is not null) then cast(sum(commune.residents) as double)
        end as residents
    from core_unit unit
    left join commune on commune.vintage = unit.vintage and commune.parent_code = unit.code
    where unit.level = part_level()
    group by all
)
select 'commune' as level, vintage, code, cast(residents as double) as residents from commune
union all
select part_level() as level, vintage, code, cast(residents as double) as residents from district
