-- An indicator of the whole province, month by month
select cast(period || '-01' as date) as month, value
from readings
where kpi = '{kpi}' and level = '{whole}' and vintage = '{vintage}' and period like '____-__'
order by month
