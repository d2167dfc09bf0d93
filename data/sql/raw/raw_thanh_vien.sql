-- Grain: one row per group and month.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_month(month) as month,
    as_code(commune_code) as commune_code,
    as_code(group_code) as group_code,
    as_count(members) as members,
    as_count(women) as women,
    as_count(youth_union) as youth_union,
    as_count(firm_staff) as firm_staff,
    as_count(trained) as trained,
    as_count(zalo_followers) as zalo_followers,
    coalesce(
        unread_month('month', month),
        unread_code('commune_code', commune_code),
        unread_code('group_code', group_code),
        unread_count('members', members),
        unread_count('women', women),
        unread_count('youth_union', youth_union),
        unread_count('firm_staff', firm_staff),
        unread_count('trained', trained),
        unread_count('zalo_followers', zalo_followers)
    ) as flaw
from text_thanh_vien
