-- Grain: one row per commune of the applicant, handling level and month.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_code(commune_code) as commune_code,
    as_code(handling_level) as handling_level,
    as_count(received) as received,
    as_count(online) as online,
    as_count(digitised) as digitised,
    as_count(with_fee) as with_fee,
    as_count(fee_online) as fee_online,
    as_count(on_time) as on_time,
    as_count(satisfied) as satisfied,
    as_count(responses) as responses,
    coalesce(
        unread_month('month', month),
        unread_code('commune_code', commune_code),
        unread_code('handling_level', handling_level),
        unread_count('received', received),
        unread_count('online', online),
        unread_count('digitised', digitised),
        unread_count('with_fee', with_fee),
        unread_count('fee_online', fee_online),
        unread_count('on_time', on_time),
        unread_count('satisfied', satisfied),
        unread_count('responses', responses)
    ) as flaw
from text_ho_so
