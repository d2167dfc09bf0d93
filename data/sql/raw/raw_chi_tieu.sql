-- Grain: one row per target of one district or commune, year and day of issue. A value with the sign
-- of a percentage is one only of an indicator that is a share.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_code(kpi) as kpi,
    as_level(level) as level,
    as_code(unit_code) as unit_code,
    as_year(year) as year,
    as_value(target_value) as target_value,
    as_day(issued_date) as issued_date,
    as_text(decision) as decision,
    coalesce(
        unread_code('kpi', kpi),
        unread_level('level', level),
        unread_code('unit_code', unit_code),
        unread_year('year', year),
        unread_value('target_value', target_value, coalesce(known.unit, '') = 'percent'),
        unread_day('issued_date', issued_date),
        unread_text('decision', decision)
    ) as flaw
from text_chi_tieu
left join raw_indicator known on known.code = text_chi_tieu.kpi
