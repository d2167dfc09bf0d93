-- Grain: one row per group and month, whether the report was sent or not.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_code(commune_code) as commune_code,
    as_code(group_code) as group_code,
    as_day(due_date) as due_date,
    as_day(sent_date) as sent_date,
    as_code(state) as state,
    as_text(difficulties) as difficulties,
    coalesce(
        unread_month('month', month),
        unread_code('commune_code', commune_code),
        unread_code('group_code', group_code),
        unread_day('due_date', due_date),
        unread_day('sent_date', sent_date),
        unread_code('state', state),
        unread_text('difficulties', difficulties)
    ) as flaw
from text_bao_cao
