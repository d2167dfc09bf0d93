-- Claim: Adults are no more than people of 15 and over, these and those of working age no more than
--   the residents, and the insured no more than the residents.
-- Vi: Người từ 18 tuổi không quá người từ 15 tuổi; người từ 15 tuổi, người trong tuổi lao động và
--   người tham gia BHXH không quá dân số.
-- Severity: error
-- Grain: one row per commune, year and part that exceeds its whole.
with part as (
    select vintage, commune_code, first_year, 'adults' as name, adults as value,
        'people_15plus' as whole_name, people_15plus as whole
    from core_population
    union all
    select vintage, commune_code, first_year, 'people_15plus', people_15plus, 'residents',
        residents
    from core_population
    union all
    select vintage, commune_code, first_year, 'working_age', working_age, 'people_15plus',
        people_15plus
    from core_population
    union all
    select vintage, commune_code, first_year, 'insured', insured, 'residents', residents
    from core_population
    union all
    select vintage, commune_code, first_year, 'households', households, 'residents', residents
    from core_population
)
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    cast(concat(first_year, '-12-01') as date) as month,
    concat(name, ' ', value, ' > ', whole_name, ' ', whole) as detail
from part
where value > whole
