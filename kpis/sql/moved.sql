-- Of the units of the table `counted` what each cycle of the relation {hidden} moves: a part of the
-- table `base` of kpis/sql/base.sql. A unit moves once a month, in however many rows it reported; of
-- stocks `is_last` lets the month count that was last known.
    select
        counted.kpi,
        counted.period,
        counted.base_code,
        cast(sum(own.own_weight * hidden.sign) as double) as numerator,
        cast(0 as double) as denominator,
        cast(null as date) as month,
        hidden.cycle
    from {hidden} hidden
    join (
        select distinct period, base_code, own_vintage, own_code, month, own_weight
        from {rows}
    ) own
        on own.own_vintage = hidden.vintage
        and own.own_code = hidden.area_code
        and own.month = hidden.month
    join counted on counted.period = own.period and counted.base_code = own.base_code{is_last}
    where hidden.kpi = '{kpi}' and hidden.part = {chosen}
    group by counted.kpi, counted.period, counted.base_code, hidden.cycle
