-- Grain: one row per group. `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_code(group_code) as group_code,
    as_code(commune_code) as commune_code,
    as_text(commune_name) as commune_name,
    as_code(village_code) as village_code,
    as_text(village_name) as village_name,
    as_day(set_up_date) as set_up_date,
    as_day(closed_date) as closed_date,
    coalesce(
        unread_code('group_code', group_code),
        unread_code('commune_code', commune_code),
        unread_text('commune_name', commune_name),
        unread_code('village_code', village_code),
        unread_text('village_name', village_name),
        unread_day('set_up_date', set_up_date),
        unread_day('closed_date', closed_date)
    ) as flaw
from text_to_cong_nghe_so
