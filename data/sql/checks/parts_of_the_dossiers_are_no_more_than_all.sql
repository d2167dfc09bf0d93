-- Claim: Dossiers filed online, digitised, on time or with a fee are no more than all received,
--   fees paid online no more than dossiers with a fee, satisfied people no more than responses.
-- Vi: Số hồ sơ trực tuyến, số hóa, đúng hạn, có phí không vượt quá số tiếp nhận; thanh toán trực
--   tuyến không quá hồ sơ có phí; hài lòng không quá số phiếu đánh giá.
-- Severity: error
-- Grain: one row per commune, month, handling level and part that exceeds its whole.
with part as (
    select vintage, commune_code, month, handling_level, 'online' as name, online as value,
        'received' as whole_name, received as whole
    from core_dossier
    union all
    select vintage, commune_code, month, handling_level, 'digitised', digitised, 'received',
        received
    from core_dossier
    union all
    select vintage, commune_code, month, handling_level, 'on_time', on_time, 'received', received
    from core_dossier
    union all
    select vintage, commune_code, month, handling_level, 'with_fee', with_fee, 'received', received
    from core_dossier
    union all
    select vintage, commune_code, month, handling_level, 'fee_online', fee_online, 'with_fee',
        with_fee
    from core_dossier
    union all
    select vintage, commune_code, month, handling_level, 'satisfied', satisfied, 'responses',
        responses
    from core_dossier
)
select
    vintage,
    'commune' as level,
    commune_code as area_code,
    month,
    concat(handling_level, ': ', name, ' ', value, ' > ', whole_name, ' ', whole) as detail
from part
where value > whole
