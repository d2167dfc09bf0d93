-- Grain: one row per export: rows_in (lines after the header) = accepted + quarantined + blanks.
with set_aside as (
    select export, cast(count(*) as bigint) as quarantined from core_reject group by export
)
select
    received.export,
    received.file,
    received.sha256,
    received.rows_in,
    extent.accepted,
    coalesce(set_aside.quarantined, 0) as quarantined,
    received.blanks,
    extent.first_month,
    extent.last_month
from core_export received
join core_extent extent on extent.export = received.export
left join set_aside on set_aside.export = received.export
order by received.place
