-- Grain: one row per month, for the whole province.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_count(eligible_procedures) as eligible_procedures,
    as_count(full_process_procedures) as full_process_procedures,
    coalesce(
        unread_month('month', month),
        unread_count('eligible_procedures', eligible_procedures),
        unread_count('full_process_procedures', full_process_procedures)
    ) as flaw
from text_dich_vu_cong
