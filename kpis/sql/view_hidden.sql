-- Grain: one row per place and area of kpis/sql/view.sql; hidden are those that a cycle moves.
    select
        place,
        area_code,
        bool_or(cycle is not null and abs(numerator) > 1e-9) as is_hidden,
        max(case when cycle is null then numerator end) as numerator,
        max(case when cycle is null then denominator end) as denominator,
        max(case when cycle is null then units_reported end) as units_reported,
        max(case when cycle is null then units_expected end) as units_expected,
        max(reported_month) as reported_month,
        bool_and(is_exact) as is_exact,
        bool_and(is_comparable) as is_comparable
    from (
    {sums}
    ) moving
    group by place, area_code
