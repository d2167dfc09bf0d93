-- Claim: Nothing is dated before the first or long after the last month of the data.
-- Vi: Không dòng nào ghi ngày trước tháng đầu hoặc quá xa sau tháng cuối của số liệu.
-- Severity: warning
-- Grain: one row per commune, month and kind of date out of reach. Dossiers may well be older.
-- Months: apart
with reach as (
    select min(month) as first_month, max(month) as last_month
    from core_month
),
dated as (
    select vintage, commune_code, month, last_date as day, concat(group_code, ': activity') as what
    from core_stray_activity
    union all
    select vintage, commune_code, month, month, concat(group_code, ': report')
    from core_report
    union all
    select vintage, commune_code, month, sent_date, concat(group_code, ': sent')
    from core_report
    where is_sent
    union all
    select vintage, commune_code, month, month, concat(group_code, ': members')
    from core_member
    union all
    select vintage, commune_code, month, month, 'services'
    from core_service
    union all
    select vintage, commune_code, month, month, 'dossiers'
    from core_dossier
    where month > (select last_month from reach)
)
select
    dated.vintage,
    'commune' as level,
    dated.commune_code as area_code,
    dated.month,
    concat(dated.what, ' ', dated.day) as detail
from dated
join reach
    on dated.day < reach.first_month or dated.day > cast(reach.last_month + interval 62 day as date)
