-- Grain: one row per commune and month: stocks at its end; an empty cell is not known.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_code(commune_code) as commune_code,
    as_text(commune_name) as commune_name,
    as_count(online_service_users) as online_service_users,
    as_count(eid_level2_accounts) as eid_level2_accounts,
    as_count(payment_account_people) as payment_account_people,
    as_count(epayment_people) as epayment_people,
    as_count(e_signature_adults) as e_signature_adults,
    as_count(telehealth_adults) as telehealth_adults,
    as_count(vssid_accounts) as vssid_accounts,
    as_count(smartphone_adults) as smartphone_adults,
    as_count(health_record_people) as health_record_people,
    as_count(skilled_people) as skilled_people,
    as_count(fibre_households) as fibre_households,
    as_count(covered_villages) as covered_villages,
    coalesce(
        unread_month('month', month),
        unread_code('commune_code', commune_code),
        unread_text('commune_name', commune_name),
        unread_count('online_service_users', online_service_users),
        unread_count('eid_level2_accounts', eid_level2_accounts),
        unread_count('payment_account_people', payment_account_people),
        unread_count('epayment_people', epayment_people),
        unread_count('e_signature_adults', e_signature_adults),
        unread_count('telehealth_adults', telehealth_adults),
        unread_count('vssid_accounts', vssid_accounts),
        unread_count('smartphone_adults', smartphone_adults),
        unread_count('health_record_people', health_record_people),
        unread_count('skilled_people', skilled_people),
        unread_count('fibre_households', fibre_households),
        unread_count('covered_villages', covered_villages)
    ) as flaw
from text_su_dung_dich_vu
