-- Grain: one row per load: rows_in (all lines of the file) = accepted + quarantined + blanks (and
-- headers), as they were when it came. `in_force` of the accepted lines and `waiting` of those set
-- aside have not been replaced or mended since.
with set_aside as (
    select load, cast(count(*) as bigint) as waiting from core_reject group by load
)
select
    received.load,
    received.export,
    received.file,
    received.sha256,
    received.rows_in,
    received.accepted,
    received.quarantined,
    received.blanks,
    coalesce(extent.in_force, 0) as in_force,
    coalesce(set_aside.waiting, 0) as waiting,
    extent.first_month,
    extent.last_month
from core_export received
left join core_extent extent on extent.load = received.load
left join set_aside on set_aside.load = received.load
order by received.load nulls last
