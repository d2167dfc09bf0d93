-- Macros that read the text of one cell, strictly: what does not match has no value, and no number,
-- day or code is ever guessed. An empty cell is NULL before it comes here.

-- 1234 and 1.234 (a dot only between thousands); never a sign, a decimal or an exponent.
-- One digit, then digits alone, as almost all cells are, come first: that is several times cheaper.
create or replace macro as_count(cell) as case
    when length(cell) = 1 and cell between '0' and '9' then cast(ascii(cell) - 48 as bigint)
    when regexp_full_match(cell, '[0-9]{1,15}') then cast(cell as bigint)
    when regexp_full_match(cell, '[1-9][0-9]{0,2}(\.[0-9]{3}){1,4}')
    then cast(replace(cell, '.', '') as bigint)
end;

-- 1234 · 1.234 · 1234,5 · -1.234,56: a comma before at most four decimals.
create or replace macro as_amount(cell) as case
    when regexp_full_match(cell, '-?([0-9]{1,13}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,3})(,[0-9]{1,4})?')
    then cast(replace(replace(cell, '.', ''), ',', '.') as decimal(18, 4))
end;

-- 97,5 · 97,5% · 97 %: the value of an indicator, which may be a share.
create or replace macro as_value(cell) as as_amount(rtrim(rtrim(cell, '%')));

-- dd/mm/yyyy of 1900 to 2099; 31/02/2025 is no day.
create or replace macro as_day(cell) as case
    when regexp_full_match(cell, '[0-3][0-9]/[01][0-9]/(19|20)[0-9]{2}')
    then cast(try_strptime(cell, '%d/%m/%Y') as date)
end;

-- mm/yyyy: the first day of the month.
create or replace macro as_month(cell) as case
    when regexp_full_match(cell, '[01][0-9]/(19|20)[0-9]{2}')
    then try_cast(concat(substr(cell, 4, 4), '-', substr(cell, 1, 2), '-01') as date)
end;

-- yyyy
create or replace macro as_year(cell) as case
    when regexp_full_match(cell, '(19|20)[0-9]{2}') then cast(cell as integer)
end;

-- The month that stands for a year: its December, as all figures are those of 31/12.
create or replace macro december_of(year) as try_cast(concat(year, '-12-01') as date);

create or replace macro as_level(cell) as case cell
    when 'nuoc' then 'country' when 'tinh' then 'province' when 'huyen' then 'district'
    when 'xa' then 'commune'
end;

-- A text with an ID number of 12 digits that begins with 0, a phone of 10 (also in groups: 0912 345
-- 678), an e-mail address.
create or replace macro is_personal(cell) as regexp_matches(
    cell,
    concat(
        '(^|[^0-9])(0([ .-]?[0-9]){11}|(\+?84|0)[ .-]?[35789]([ .-]?[0-9]){8})($|[^0-9])',
        '|[^\s@]+@[^\s@]+\.[^\s@]+'
    )
);

-- A code that is nothing else; HD0912345678 is only a code.
create or replace macro is_personal_code(cell) as case
    when regexp_matches(cell, '^[+0-9]{10}|@')
    then regexp_full_match(
        cell, '0[0-9]{11}|(\+?84|0)[35789][0-9]{8}|[^\s@]+@[^\s@]+\.[^\s@]+'
    )
    else false
end;

-- The same, made unreadable in a text that people are shown.
create or replace macro masked(cell) as regexp_replace(
    cell, '(\+?84|0)([ .-]?[0-9]){9,11}|[^\s@;]+@[^\s@;]+\.[^\s@;]+', '•••', 'g'
);

-- The first pattern lets no personal code through: they begin with 0, 8 or +, or hold an @.
create or replace macro as_code(cell) as case
    when regexp_full_match(cell, '[A-Za-z1-79_-][0-9A-Za-z_-]{0,59}') then cell
    when length(cell) between 1 and 60 and not regexp_matches(cell, '\s') and not is_personal_code(cell)
    then cell
end;

create or replace macro as_text(cell) as case
    when not is_personal(cell) then nfc_normalize(cell)
end;

-- What keeps a cell from being read: field, rule and text; NULL where nothing does.
create or replace macro unread(field, rule, cell, value) as case
    when cell is not null and value is null
    then struct_pack(field := field, rule := rule, text := cell)
end;

create or replace macro unread_count(field, cell) as
    unread(field, 'not_a_count', cell, as_count(cell));
create or replace macro unread_amount(field, cell) as
    unread(field, 'not_an_amount', cell, as_amount(cell));
create or replace macro unread_value(field, cell, is_share) as unread(
    field, 'not_an_amount', cell,
    case when is_share or not ends_with(cell, '%') then as_value(cell) end
);
create or replace macro unread_day(field, cell) as unread(field, 'not_a_day', cell, as_day(cell));
create or replace macro unread_month(field, cell) as
    unread(field, 'not_a_month', cell, as_month(cell));
create or replace macro unread_year(field, cell) as
    unread(field, 'not_a_year', cell, as_year(cell));
create or replace macro unread_level(field, cell) as
    unread(field, 'not_a_level', cell, as_level(cell));
create or replace macro unread_text(field, cell) as
    unread(field, 'personal_data', cell, as_text(cell));
create or replace macro unread_code(field, cell) as unread(
    field, case when is_personal_code(cell) then 'personal_data' else 'not_a_code' end,
    cell, as_code(cell)
);

-- A sum of parts: exactly 1 where only the last bits of its digits keep it from that.
create or replace macro whole_or(parts) as
    case when abs(parts - 1) < 1e-9 then cast(1 as double) else parts end;
