-- Grain: one row per unit and unit of a vintage, the same, a later or an earlier one, with which it
-- shares territory: the part of the first that belongs to the second.
-- Claim: the weights of a unit add up to 1 in each vintage. Across several changes the parts are
-- multiplied along each path, and the paths between two units added up.
with recursive later as (
    select level, vintage as source_vintage, code as source_code, vintage, code, 1.0::double as weight
    from core_unit
    union all
    select
        later.level,
        later.source_vintage,
        later.source_code,
        link.next_vintage,
        link.next_code,
        later.weight * link.forward
    from later
    join core_link link
        on link.level = later.level and link.vintage = later.vintage and link.code = later.code
),
earlier as (
    select level, next_vintage as source_vintage, next_code as source_code, vintage, code, backward as weight
    from core_link
    union all
    select
        earlier.level,
        earlier.source_vintage,
        earlier.source_code,
        link.vintage,
        link.code,
        earlier.weight * link.backward
    from earlier
    join core_link link
        on link.level = earlier.level
        and link.next_vintage = earlier.vintage
        and link.next_code = earlier.code
),
path as (
    from later union all from earlier
)
select
    level,
    source_vintage,
    source_code,
    vintage,
    code,
    case when bool_and(weight is not null) then whole_or(cast(sum(weight) as double)) end as weight
from path
group by level, source_vintage, source_code, vintage, code
