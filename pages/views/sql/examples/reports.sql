-- Reports of the groups: sent on time, late, missing
select month, sum(reports_on_time) as on_time, sum(reports_late) as late, sum(reports_missing) as missing
from mart_report_month
group by month
order by month
