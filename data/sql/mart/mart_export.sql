-- Grain: one row per load: rows_in (lines after the header; of a load by file all its lines) =
-- accepted + quarantined + blanks. `in_force` of the accepted lines have not been replaced since.
with set_aside as (
    select load, cast(count(*) as bigint) as quarantined from core_reject group by load
)
select
    received.load,
    received.export,
    received.file,
    received.sha256,
    received.rows_in,
    received.accepted,
    coalesce(set_aside.quarantined, 0) as quarantined,
    received.blanks,
    coalesce(extent.in_force, 0) as in_force,
    extent.first_month,
    extent.last_month
from core_export received
left join core_extent extent on extent.load = received.load
left join set_aside on set_aside.load = received.load
order by received.load
