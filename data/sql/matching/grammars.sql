-- Claim: each macro says exactly which cells a style of writing accepts, or gives a cell as
-- data/sql/parse.sql reads it; a cell that it does not understand comes back as it was.
-- A cell that begins with U+001E is a number that a workbook held as a number.

create or replace macro is_native(cell) as starts_with(cell, chr(30));

-- Typed numbers: Vietnamese 1.234 and 1.234,5; plain 1,234 and 1,234.5; digits alone are both.
create or replace macro is_vi_count(cell) as as_count(cell) is not null;
create or replace macro is_plain_count(cell) as regexp_full_match(
    cell, '[0-9]{1,15}|[1-9][0-9]{0,2}(,[0-9]{3}){1,4}'
);
create or replace macro is_vi_amount(cell) as as_amount(cell) is not null;
create or replace macro is_plain_amount(cell) as regexp_full_match(
    cell, '-?([0-9]{1,13}|[1-9][0-9]{0,2}(,[0-9]{3}){1,3})(\.[0-9]{1,4})?'
);

-- A native number: a whole one, with up to as many digits as a workbook keeps; one of at most
-- four decimals, rounded there, as binary fractions have tails: 0.30000000000000004 is 0,3.
create or replace macro native_whole(cell) as case
    when regexp_full_match(cell, '\x1e[0-9]{1,15}') then substr(cell, 2)
    else nullif(regexp_extract(cell, '^\x1e([0-9]{1,15})\.0*$', 1), '')
end;
create or replace macro native_amount(cell) as case
    when regexp_full_match(cell, '\x1e-?([0-9]{1,12}(\.[0-9]+)?|[0-9]{13}(\.0*)?)')
    then replace(cast(try_cast(substr(cell, 2) as decimal(18, 4)) as varchar), '.', ',')
end;
-- The day of a serial number; 32874 is 01/01/1990, 73050 is 31/12/2099.
create or replace macro native_day(cell) as case
    when regexp_full_match(cell, '\x1e[0-9]{5}(\.[0-9]+)?')
        and cast(substr(cell, 2, 5) as integer) between 32874 and 73050
    then date '1899-12-30' + cast(substr(cell, 2, 5) as integer)
end;

create or replace macro count_from_vi(cell) as coalesce(native_whole(cell), cell);
create or replace macro count_from_plain(cell) as case
    when is_plain_count(cell) then replace(cell, ',', '') else coalesce(native_whole(cell), cell)
end;
create or replace macro amount_from_vi(cell) as coalesce(native_amount(cell), cell);
create or replace macro amount_from_plain(cell) as case
    when is_plain_amount(cell) then replace(replace(cell, ',', ''), '.', ',')
    else coalesce(native_amount(cell), cell)
end;

-- d/m/yyyy, d-m-yyyy and yyyy-m-d, also with a time of the day, and serial numbers → dd/mm/yyyy.
-- The pattern lets only these forms through; try_strptime then says whether there is such a day.
create or replace macro typed_day(cell) as cast(try_strptime(
    regexp_extract(
        cell,
        concat(
            '^([0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-(?:19|20)[0-9]{2}',
            '|(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})',
            '(?:[ T][0-2]?[0-9](?::[0-5][0-9]){1,2}(?:\.0+)?)?$'
        ),
        1
    ),
    ['%d/%m/%Y', '%d-%m-%Y', '%Y-%m-%d']
) as date);
create or replace macro any_day(cell) as coalesce(typed_day(cell), native_day(cell));
create or replace macro day_from_any(cell) as
    coalesce(strftime(any_day(cell), '%d/%m/%Y'), cell);

-- m/yyyy, m-yyyy, yyyy-m, Tháng 7/2024, tháng 7 năm 2024, T7/2024 → mm/yyyy. A day stands for its
-- month only if it is the first or the last one: what Excel makes of 07/2024, and ends of months.
create or replace macro without_accents(cell) as lower(strip_accents(nfc_normalize(cell)));
create or replace macro typed_month(cell) as try_strptime(
    regexp_replace(
        regexp_extract(
            without_accents(cell),
            '^(?:thang ?|t\.? ?)?([0-9]{1,2}(?: ?[/-] ?| nam )(?:19|20)[0-9]{2})$',
            1
        ),
        '[^0-9]+',
        '/'
    ),
    '%m/%Y'
);
create or replace macro iso_month(cell) as
    try_strptime(regexp_extract(cell, '^((?:19|20)[0-9]{2}-[0-9]{1,2})$', 1), '%Y-%m');
create or replace macro month_of_day(day) as case
    when extract('day' from day) = 1 or day = last_day(day) then day
end;
create or replace macro month_from_any(cell) as coalesce(
    strftime(coalesce(typed_month(cell), iso_month(cell), month_of_day(any_day(cell))), '%m/%Y'),
    cell
);

-- Năm 2024, and 2024 as a native number → yyyy.
create or replace macro year_from_any(cell) as coalesce(
    nullif(regexp_extract(without_accents(cell), '^nam ?((?:19|20)[0-9]{2})$', 1), ''),
    nullif(regexp_extract(cell, '^\x1e((?:19|20)[0-9]{2})(?:\.0*)?$', 1), ''),
    cell
);

-- A code or a text that a workbook held as a number: its digits.
create or replace macro text_from_any(cell) as case
    when is_native(cell) then coalesce(native_whole(cell), substr(cell, 2)) else cell
end;

-- What parse.sql reads and no style of numbers reads otherwise: such a cell may stay as it is.
create or replace macro is_settled_count(cell) as regexp_full_match(cell, '[0-9]{1,15}');
create or replace macro is_settled_amount(cell) as regexp_full_match(cell, '-?[0-9]{1,13}');
create or replace macro is_settled_day(cell) as
    regexp_full_match(cell, '[0-3][0-9]/[01][0-9]/(19|20)[0-9]{2}');
create or replace macro is_settled_month(cell) as
    regexp_full_match(cell, '[01][0-9]/(19|20)[0-9]{2}');
create or replace macro is_settled_year(cell) as regexp_full_match(cell, '(19|20)[0-9]{2}');
create or replace macro is_settled_level(cell) as as_level(cell) is not null;
create or replace macro is_settled_code(cell) as not is_native(cell);
create or replace macro is_settled_text(cell) as not is_native(cell);

-- How the cells of a column of numbers are written: how many only one grammar accepts, with the
-- first such line; how many both accept as different numbers; how many are native. Most cells are
-- native ones of a workbook: no grammar is asked of these.
create or replace macro number_style(line, cell, vi, plain) as struct_pack(
    vi := count(*) filter (where case when is_native(cell) then false else vi and not plain end),
    plain := count(*) filter (where case when is_native(cell) then false else plain and not vi end),
    unclear := count(*) filter (
        where case when is_native(cell) then false else regexp_matches(cell, '[.,]') and vi and plain end
    ),
    native := count(*) filter (where is_native(cell)),
    vi_line := min(case when is_native(cell) then null when vi and not plain then line end),
    plain_line := min(case when is_native(cell) then null when plain and not vi then line end)
);

-- Whether a cell that parse.sql does not read could be one of another style.
create or replace macro may_be_count(cell) as is_plain_count(cell) or is_native(cell);
create or replace macro may_be_amount(cell) as is_plain_amount(cell) or is_native(cell);
create or replace macro may_be_day(cell) as any_day(cell) is not null;
create or replace macro may_be_month(cell) as month_from_any(cell) <> cell;
create or replace macro may_be_year(cell) as year_from_any(cell) <> cell;
create or replace macro may_be_level(cell) as cell is not null;
