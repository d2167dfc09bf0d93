-- Grain: one row per area, topic and cycle of kpis/measure/suppress that moves its assists in the
-- months: whatever sum of areas it does not leave as it was is hidden. Carried as in done.sql.
-- Template: {hidden} is the relation with the hidden cells.
select
    to_area.area_code,
    hidden.part as topic,
    hidden.cycle,
    cast(sum(hidden.sign * to_base.weight * to_area.weight) as double) as moved
from {hidden} hidden
join mart_area_map to_base
    on to_base.source_level = 'commune'
    and to_base.source_vintage = hidden.vintage
    and to_base.source_code = hidden.area_code
    and to_base.level = 'commune'
    and to_base.vintage = $base
join mart_area_map to_area
    on to_area.source_level = 'commune'
    and to_area.source_vintage = $base
    and to_area.source_code = to_base.area_code
    and to_area.level = $level
    and to_area.vintage = $vintage
where hidden.kpi = $kpi and hidden.part <> '' and hidden.month >= $first and hidden.month <= $last
group by to_area.area_code, hidden.part, hidden.cycle
having abs(sum(hidden.sign * to_base.weight * to_area.weight)) > 1e-9
