-- Grain: that of `told`: the lines of {export} that a query of this folder finds.
    select
        '{export}' as export,
        found.side = 'numerator' as is_numerator,
        found.home,
        found.load,
        found.line as place,
        found.unit,
        found.month,
        found.group_code,
        found.topic,
        found.amount,
        found.weight
    from (
    {lines}
    ) found
