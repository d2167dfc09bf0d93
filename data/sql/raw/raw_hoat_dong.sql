-- Grain: one row per activity of a group.
-- `flaw` is the first cell that cannot be read: such a line is set aside.
select
    line,
    as_code(activity_code) as activity_code,
    as_day(activity_date) as activity_date,
    as_code(commune_code) as commune_code,
    as_code(group_code) as group_code,
    as_code(form) as form,
    as_code(topic) as topic,
    as_count(sessions) as sessions,
    as_count(people) as people,
    as_count(households_visited) as households_visited,
    as_count(households_new) as households_new,
    as_count(assists) as assists,
    as_count(distinct_people) as distinct_people,
    as_count(first_uses) as first_uses,
    coalesce(
        unread_code('activity_code', activity_code),
        unread_day('activity_date', activity_date),
        unread_code('commune_code', commune_code),
        unread_code('group_code', group_code),
        unread_code('form', form),
        unread_code('topic', topic),
        unread_count('sessions', sessions),
        unread_count('people', people),
        unread_count('households_visited', households_visited),
        unread_count('households_new', households_new),
        unread_count('assists', assists),
        unread_count('distinct_people', distinct_people),
        unread_count('first_uses', first_uses)
    ) as flaw
from text_hoat_dong
