-- Claim: A group reports and acts only from its setting up to its closing.
-- Vi: Tổ chỉ báo cáo và hoạt động từ khi thành lập đến khi giải thể.
-- Severity: warning
-- Grain: one row per group, month and export outside these days.
-- Months: apart
with reported as (
    select 'bao_cao' as export, vintage, commune_code, month, group_code from core_report
    union
    select 'thanh_vien', vintage, commune_code, month, group_code from core_member
    union
    select 'hoat_dong', vintage, commune_code, month, group_code from core_activity_month
)
select
    reported.vintage,
    'commune' as level,
    reported.commune_code as area_code,
    reported.month,
    concat(
        reported.export, ', ', reported.group_code, ': ', registered.set_up_date, ' – ',
        registered.closed_date
    ) as detail
from reported
join core_group registered on registered.group_code = reported.group_code
left join core_group_spell spell
    on spell.group_code = reported.group_code
    and cast(date_trunc('month', spell.set_up_date) as date) <= reported.month
    and coalesce(spell.closed_date, date '9999-12-31') >= reported.month
where spell.group_code is null
