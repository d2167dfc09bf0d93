-- How many indicators a commune has no value of, and why
select area_name, missing_reason, count(*) as indicators
from readings
where level = 'commune' and vintage = '{vintage}' and period = '{month}' and missing_reason is not null
group by all
order by indicators desc, area_name
limit 50
