-- Grain: one row per place and area of kpis/sql/view.sql that the crosswalk knows, and where `apart` says
-- so per cycle of its table `base` that moves it: by how much, as the numerator. Parts are summed as
-- decimals: in whatever order they come the sum is the same to the last digit.
    select
        p.place,
        to_area.area_code,
        {marked},
        cast(sum(cast(base.numerator * to_area.weight as decimal(38, 15))) as double) as numerator,
        cast(sum(cast(base.denominator * to_area.weight as decimal(38, 15))) as double) as denominator,
        cast(count(base.base_code) as bigint) as units_reported,
        cast(count(*) as bigint) as units_expected,
        max(base.month) as reported_month,
        -- a unit that did not report neither makes a sum an estimate nor spoils it
        bool_and(to_area.is_whole or base.base_code is null) as is_exact,
        bool_and(to_area.weight is not null or base.base_code is null) as is_comparable
    from period p
    join mart_area_map to_area
        on to_area.source_level = p.source_level
        and to_area.source_vintage = p.base_vintage
        and to_area.level = '{level}'
        and to_area.vintage = p.view_vintage
    left join base
        on base.kpi = p.kpi
        and base.period = p.period
        and base.base_code = to_area.source_code
    group by p.place, to_area.area_code{apart}
