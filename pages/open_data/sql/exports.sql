-- Grain: one row per export of which a file was taken in; the names of the files are nobody's matter.
select distinct export
from mart_export
order by export nulls last
