-- Both sides of each base unit, both of them stocks: those of the last month known, a table of
-- kpis/sql/base.sql. Quicker than stock_row, which says the same.
    select
        '{kpi}' as kpi,
        period,
        base_code,
        arg_max(numerator, month) as numerator,
        arg_max(denominator, month) as denominator,
        max(month) as month
    from (
        select
            period,
            base_code,
            month,
            cast({numerator} as double) as numerator,
            cast({denominator} as double) as denominator
        from carried
        where is_fresh
        group by period, base_code, month
    ) sides
    group by period, base_code
    having max(month) = max(case when numerator is not null and denominator is not null then month end)
