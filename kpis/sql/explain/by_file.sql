-- Grain: one row per file and sheet of `told`, with its lines on each side and what these add. A line
-- of a year or of the register is one line, for however many months it counts.
with counted as (
    select
        told.load,
        told.place >> 32 as sheet,
        told.is_numerator,
        min(told.place & 4294967295) as first_line,
        max(told.place & 4294967295) as last_line,
        count(*) as counts,
        count(distinct case when received.export in ('dan_so', 'to_cong_nghe_so') then told.place end)
            as places
    from told
    join received on received.load = told.load
    group by told.load, told.place >> 32, told.is_numerator
),
added as (
    select
        load,
        place >> 32 as sheet,
        cast(sum(case when is_numerator then amount * weight end) as double) as numerator,
        cast(sum(case when not is_numerator then amount * weight end) as double) as denominator
    from told
    group by load, place >> 32
),
summed as (
    select
        load,
        sheet,
        max(case when is_numerator then coalesce(nullif(places, 0), counts) end) as numerator_lines,
        max(case when not is_numerator then coalesce(nullif(places, 0), counts) end)
            as denominator_lines,
        min(first_line) as first_line,
        max(last_line) as last_line
    from counted
    group by load, sheet
)
select
    received.export,
    summed.load,
    received.file,
    received.sha256,
    case when lower(received.file) like '%.xls%' then summed.sheet + 1 end as sheet,
    coalesce(summed.numerator_lines, 0) as numerator_lines,
    coalesce(summed.denominator_lines, 0) as denominator_lines,
    summed.first_line,
    summed.last_line,
    added.numerator,
    added.denominator
from summed
join added on added.load = summed.load and added.sheet = summed.sheet
join received on received.load = summed.load
order by coalesce(summed.numerator_lines, 0) = 0 nulls last, received.export nulls last, summed.load nulls last, summed.sheet nulls last
