-- Where it grew most within a year, in the unit of the indicator
select now.area_name, before.value as year_before, now.value, now.value - before.value as change
from readings now
join readings before using (kpi, level, vintage, area_code)
where kpi = '{kpi}' and level = '{level}' and vintage = '{vintage}'
    and now.period = '{month}' and before.period = '{year_before}'
order by change desc nulls last
