-- Grain: one row per commune and month: stocks at its end, beside the newest population known.
select
    service.vintage,
    service.commune_code as area_code,
    service.month,
    service.online_service_users,
    service.eid_level2_accounts,
    service.payment_account_people,
    service.epayment_people,
    service.e_signature_adults,
    service.telehealth_adults,
    service.vssid_accounts,
    service.smartphone_adults,
    service.health_record_people,
    service.skilled_people,
    service.fibre_households,
    service.covered_villages,
    population.residents,
    population.adults,
    population.people_15plus,
    population.working_age,
    population.households,
    population.villages,
    population.insured
from core_service service
left join core_population population
    on population.vintage = service.vintage
    and population.commune_code = service.commune_code
    and year(service.month) >= population.first_year
    and year(service.month) <= population.last_year
