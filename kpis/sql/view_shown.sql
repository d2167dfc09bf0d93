-- No row, in place of view_hidden.sql where the table `base` has no cycle.
    select cast(null as bigint) as place, cast(null as varchar) as area_code where false
