-- Claim: Nobody is counted twice: users of a service are no more than the people who could use it.
-- Vi: Số người dùng một dịch vụ không vượt quá số người có thể dùng dịch vụ đó.
-- Severity: error
-- Grain: one row per commune, month and stock that exceeds its denominator.
with stock as (
    select vintage, area_code, month, 'online_service_users' as name, online_service_users as value,
        'adults' as whole_name, adults as whole
    from mart_service_month
    union all
    select vintage, area_code, month, 'eid_level2_accounts', eid_level2_accounts, 'adults', adults
    from mart_service_month
    union all
    select vintage, area_code, month, 'payment_account_people', payment_account_people,
        'people_15plus', people_15plus
    from mart_service_month
    union all
    select vintage, area_code, month, 'epayment_people', epayment_people, 'residents', residents
    from mart_service_month
    union all
    select vintage, area_code, month, 'e_signature_adults', e_signature_adults, 'adults', adults
    from mart_service_month
    union all
    select vintage, area_code, month, 'telehealth_adults', telehealth_adults, 'adults', adults
    from mart_service_month
    union all
    select vintage, area_code, month, 'vssid_accounts', vssid_accounts, 'insured', insured
    from mart_service_month
    union all
    select vintage, area_code, month, 'smartphone_adults', smartphone_adults, 'adults', adults
    from mart_service_month
    union all
    select vintage, area_code, month, 'health_record_people', health_record_people, 'residents',
        residents
    from mart_service_month
    union all
    select vintage, area_code, month, 'skilled_people', skilled_people, 'working_age', working_age
    from mart_service_month
    union all
    select vintage, area_code, month, 'fibre_households', fibre_households, 'households',
        households
    from mart_service_month
    union all
    select vintage, area_code, month, 'covered_villages', covered_villages, 'villages', villages
    from mart_service_month
)
select
    vintage,
    'commune' as level,
    area_code,
    month,
    concat(name, ' ', value, ' > ', whole_name, ' ', whole) as detail
from stock
where value > whole
