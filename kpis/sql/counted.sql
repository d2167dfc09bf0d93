-- Both sides of each base unit, both of them flows: a table of kpis/sql/base.sql.
    select '{kpi}' as kpi, period, base_code, numerator, denominator, month
    from (
        select
            period,
            base_code,
            cast({numerator} as double) as numerator,
            cast({denominator} as double) as denominator,
            max(month) as month
        from flow_row
        group by period, base_code
    ) sides
    where numerator is not null and denominator is not null
