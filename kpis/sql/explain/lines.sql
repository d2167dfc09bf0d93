-- Grain: that of `told`; the numerator first, then by file and line.
select
    export,
    file,
    sheet,
    line,
    unit,
    strftime(month, '%Y-%m') as month,
    side,
    amount,
    weight
from told
order by side desc nulls last, export nulls last, load nulls last, place nulls last, told.month nulls last
