-- Values of an indicator by unit, the highest first
select area_name, numerator, denominator, value
from readings
where kpi = '{kpi}' and level = '{level}' and vintage = '{vintage}' and period = '{month}'
order by value desc nulls last
