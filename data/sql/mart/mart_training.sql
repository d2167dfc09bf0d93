-- Grain: one row per training of the management group of a unit, as of its day.
select
    training_code,
    vintage,
    level,
    unit_code as area_code,
    training_date,
    month,
    form,
    topic,
    attending
from core_training
