-- Grain: one row per commune and month from which anything came: a sent report or an activity.
-- Months: apart
select vintage, commune_code, month
from core_report
where is_sent
union
select vintage, commune_code, month
from core_activity_month
