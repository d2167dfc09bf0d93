-- Claim: A group reports under the unit in force that holds it, not under the one it will become.
-- Vi: Tổ báo cáo theo đơn vị đang có hiệu lực của mình, không theo đơn vị sau sáp nhập.
-- Severity: warning
-- Grain: one row per group, month and export under another unit.
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
        reported.export, ', ', reported.group_code, ': ', reported.commune_code,
        case when own.successor_code = reported.commune_code then ' ← ' else ' ≠ ' end,
        unit.commune_code
    ) as detail
from reported
join core_group_unit unit
    on unit.group_code = reported.group_code and unit.month = reported.month
left join core_unit own
    on own.vintage = unit.vintage and own.level = 'commune' and own.code = unit.commune_code
where reported.commune_code <> unit.commune_code
