-- Grain: one row per unit, of a level and a vintage where they are named.
select vintage, level, code, name, type, parent_code, parent_name, valid_from, valid_to, successor_code, legal_act
from mart_unit
where ($level is null or level = $level) and ($vintage is null or vintage = $vintage)
order by vintage nulls last, level nulls last, code nulls last
