-- Grain: one row per place and area of kpis/sql/view.sql whose value a cycle of its table `base` moves.
    select distinct moved.place, moved.area_code
    from (
        select p.place, to_area.area_code
        from base
        join period p on p.kpi = base.kpi and p.period = base.period
        join mart_area_map to_area
            on to_area.source_level = p.source_level
            and to_area.source_vintage = p.base_vintage
            and to_area.source_code = base.base_code
            and to_area.level = '{level}'
            and to_area.vintage = p.view_vintage
        where base.cycle is not null
        group by p.place, to_area.area_code, base.cycle
        having abs(sum(base.numerator * to_area.weight)) > 1e-9
    ) moved
