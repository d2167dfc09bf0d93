-- Grain: one row per unit and unit of the next vintage to which territory of it went.
-- Claim: `forward` is the part of the older unit that the newer one took, `backward` the part of the
-- newer unit that came from the older one: 1 where nothing is divided, and for a merger and a split
-- by the shares that units.csv states or else by residents. NULL where these are not known.
with told as (
    select
        level,
        vintage,
        code,
        unnest(
            string_split(regexp_replace(trim(successor_code), ' +', ' ', 'g'), ' ')
        ) as told
    from core_unit
    where successor_code is not null
),
part as (
    select
        told.level,
        told.vintage,
        told.code,
        known.next_vintage,
        split_part(told.told, ':', 1) as next_code,
        try_cast(nullif(split_part(told.told, ':', 2), '') as double) as stated
    from told
    join core_vintage known on known.vintage = told.vintage
    where known.next_vintage is not null
),
sized as (
    select part.*, older.residents, newer.residents as next_residents
    from part
    left join core_unit_weight older
        on older.level = part.level and older.vintage = part.vintage and older.code = part.code
    left join core_unit_weight newer
        on newer.level = part.level
        and newer.vintage = part.next_vintage
        and newer.code = part.next_code
),
ahead as (
    select
        *,
        case
            when count(*) over older = 1 then 1.0
            when bool_and(stated is not null) over older then stated
            when bool_and(next_residents is not null) over older
            then cast(next_residents as double) / nullif(cast(sum(next_residents) over older as double), 0)
        end as forward
    from sized
    window older as (partition by level, vintage, code)
)
select
    level,
    vintage,
    code,
    next_vintage,
    next_code,
    forward,
    case
        when count(*) over newer = 1 then 1.0
        when bool_and(residents * forward is not null) over newer
        then cast(residents as double) * forward
            / nullif(cast(sum(residents * forward) over newer as double), 0)
    end as backward
from ahead
window newer as (partition by level, next_vintage, next_code)
