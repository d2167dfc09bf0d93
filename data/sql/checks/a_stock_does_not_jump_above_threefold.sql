-- Claim: From one month to the next no stock of a commune more than triples.
-- Vi: Từ tháng này sang tháng sau, không số lũy kế nào của một xã tăng quá ba lần.
-- Severity: warning
-- Grain: one row per commune, month and stock that is over three times that of the month before.
-- Growth by up to 30 is let pass: the first few of a small commune may well triple.
with stock as (
    select vintage, commune_code, month, name, value
    from core_service
    unpivot (value for name in (
        online_service_users,
        eid_level2_accounts,
        payment_account_people,
        epayment_people,
        e_signature_adults,
        telehealth_adults,
        vssid_accounts,
        smartphone_adults,
        health_record_people,
        skilled_people,
        fibre_households,
        covered_villages
    ))
)
select
    later.vintage,
    'commune' as level,
    later.commune_code as area_code,
    later.month,
    concat(later.name, ' ', earlier.value, ' → ', later.value) as detail
from stock later
join stock earlier
    on earlier.vintage = later.vintage
    and earlier.commune_code = later.commune_code
    and earlier.name = later.name
    and earlier.month = cast(later.month - interval 1 month as date)
where later.value > 3 * earlier.value and later.value - earlier.value > 30
