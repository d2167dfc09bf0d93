-- Grain: one row per management group.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_code(management_code) as management_code,
    as_level(level) as level,
    as_code(unit_code) as unit_code,
    as_text(unit_name) as unit_name,
    as_day(set_up_date) as set_up_date,
    as_day(closed_date) as closed_date,
    as_count(people) as people,
    as_count(telecom_staff) as telecom_staff,
    coalesce(
        unread_code('management_code', management_code),
        unread_level('level', level),
        unread_code('unit_code', unit_code),
        unread_text('unit_name', unit_name),
        unread_day('set_up_date', set_up_date),
        unread_day('closed_date', closed_date),
        unread_count('people', people),
        unread_count('telecom_staff', telecom_staff)
    ) as flaw
from text_to_quan_ly
