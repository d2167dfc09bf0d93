-- Both sides of each base unit, where a flow is over a stock: a table of kpis/sql/base.sql.
    select '{kpi}' as kpi, n.period, n.base_code, n.numerator, d.denominator, greatest(n.month, d.month) as month
    from (
        select period, base_code, cast({numerator} as double) as numerator, max(month) as month
        from {numerator_rows}
        group by period, base_code
    ) n
    join (
        select period, base_code, cast({denominator} as double) as denominator, max(month) as month
        from {denominator_rows}
        group by period, base_code
    ) d
        on d.period = n.period and d.base_code = n.base_code
    where n.numerator is not null and d.denominator is not null
