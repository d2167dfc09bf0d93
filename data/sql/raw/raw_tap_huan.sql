-- Grain: one row per training.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_code(training_code) as training_code,
    as_day(training_date) as training_date,
    as_level(level) as level,
    as_code(unit_code) as unit_code,
    as_text(unit_name) as unit_name,
    as_code(form) as form,
    as_code(topic) as topic,
    as_count(attending) as attending,
    coalesce(
        unread_code('training_code', training_code),
        unread_day('training_date', training_date),
        unread_level('level', level),
        unread_code('unit_code', unit_code),
        unread_text('unit_name', unit_name),
        unread_code('form', form),
        unread_code('topic', topic),
        unread_count('attending', attending)
    ) as flaw
from text_tap_huan
