-- Grain: one row per commune of the applicant, month and handling level (tinh, huyen, xa).
select
    vintage,
    commune_code as area_code,
    month,
    handling_level,
    received,
    online,
    digitised,
    with_fee,
    fee_online,
    on_time,
    satisfied,
    responses
from core_dossier
