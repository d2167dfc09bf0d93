-- Grain: one row per file and sheet of `added`, with its lines on each side and what these add. A line
-- of a year or of the register is one line, for however many months it counts.
with counted as (
    select
        load,
        sheet,
        is_numerator,
        min(first_line) as first_line,
        max(last_line) as last_line,
        cast(sum(counts) as bigint) as counts,
        cast(sum(added) as double) as added
    from added
    group by load, sheet, is_numerator
),
-- of the few files whose lines count for several months, as to tell them apart takes long
placed as (
    select load, place >> 32 as sheet, is_numerator, count(distinct place) as places
    from told
    where export in ('dan_so', 'to_cong_nghe_so')
    group by load, place >> 32, is_numerator
),
summed as (
    select
        counted.load,
        counted.sheet,
        max(case when counted.is_numerator then coalesce(placed.places, counted.counts) end)
            as numerator_lines,
        max(case when not counted.is_numerator then coalesce(placed.places, counted.counts) end)
            as denominator_lines,
        min(counted.first_line) as first_line,
        max(counted.last_line) as last_line,
        max(case when counted.is_numerator then counted.added end) as numerator,
        max(case when not counted.is_numerator then counted.added end) as denominator
    from counted
    left join placed
        on placed.load = counted.load
        and placed.sheet = counted.sheet
        and placed.is_numerator = counted.is_numerator
    group by counted.load, counted.sheet
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
    summed.numerator,
    summed.denominator
from summed
join received on received.load = summed.load
order by coalesce(summed.numerator_lines, 0) = 0 nulls last, received.export nulls last, summed.load nulls last, summed.sheet nulls last
