-- Claim: every code in the cell $field of $export, joined by commas, is in the list $list.
with named as (
    select line, $field as text, trim(unnest(string_split($field, ','))) as code
    from raw_$export
    where $field is not null
)
select distinct named.line, '$field' as field, 'unknown_code' as rule, named.text
from named
left join raw_code code on code.list = '$list' and code.code = named.code
where code.code is null
