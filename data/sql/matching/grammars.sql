-- Claim: each macro says exactly which cells a style of writing accepts, or gives a cell as
-- data/sql/parse.sql reads it; a cell that it does not understand comes back as it was.
-- A cell that begins with U+001E is a number that a workbook held as a number.

create or replace macro is_native(cell) as starts_with(cell, chr(30));

-- A number that nothing reads here, as a person writes it: without the mark, 0,85 for 0.85. No such
-- text is a count, an amount, a day, a month or a year in data/sql/parse.sql: a comma keeps it from it.
create or replace macro native_text(cell) as case
    when is_native(cell) then replace(substr(cell, 2), '.', ',') else cell
end;

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

create or replace macro count_from_vi(cell) as coalesce(native_whole(cell), native_text(cell));
create or replace macro count_from_plain(cell) as case
    when is_plain_count(cell) then replace(cell, ',', '') else count_from_vi(cell)
end;
create or replace macro amount_from_vi(cell) as coalesce(native_amount(cell), native_text(cell));
create or replace macro amount_from_plain(cell) as case
    when is_plain_amount(cell) then replace(replace(cell, ',', ''), '.', ',')
    else amount_from_vi(cell)
end;

-- A value that may be a share: an amount, or one with the sign of a percentage behind it, which stays.
create or replace macro percent_sign(cell) as case when ends_with(cell, '%') then '%' else '' end;
create or replace macro without_percent(cell) as rtrim(rtrim(cell, '%'));
create or replace macro is_vi_value(cell) as is_vi_amount(without_percent(cell));
create or replace macro is_plain_value(cell) as is_plain_amount(without_percent(cell));
create or replace macro value_from_vi(cell) as case
    when is_native(cell) and ends_with(cell, '%') and not contains(cell, '.') then native_text(cell)
    when is_native(cell) and ends_with(cell, '%')
    then concat(rtrim(rtrim(amount_from_vi(without_percent(cell)), '0'), ','), '%')
    else concat(amount_from_vi(without_percent(cell)), percent_sign(cell))
end;
create or replace macro value_from_plain(cell) as
    concat(amount_from_plain(without_percent(cell)), percent_sign(cell));

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
    coalesce(strftime(any_day(cell), '%d/%m/%Y'), native_text(cell));

-- 9/14/2025 and 9-14-2025 as some programs write the 14th of September, also with a time.
create or replace macro slashed(cell) as replace(regexp_extract(
    cell,
    concat(
        '^([0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-(?:19|20)[0-9]{2})',
        '(?:[ T][0-2]?[0-9](?::[0-5][0-9]){1,2}(?:\.0+)?)?$'
    ),
    1
), '-', '/');
create or replace macro day_first(cell) as cast(try_strptime(slashed(cell), '%d/%m/%Y') as date);
create or replace macro month_first(cell) as cast(try_strptime(slashed(cell), '%m/%d/%Y') as date);
create or replace macro day_from_month_first(cell) as case
    when slashed(cell) <> '' then coalesce(strftime(month_first(cell), '%d/%m/%Y'), cell)
    else day_from_any(cell)
end;

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
    native_text(cell)
);

create or replace macro month_from_month_first(cell) as case
    when slashed(cell) <> ''
    then coalesce(strftime(month_of_day(month_first(cell)), '%m/%Y'), cell)
    else month_from_any(cell)
end;

-- How the days of a column are written: how many cells are one only with the day, or only with the
-- month in front, and the first such lines.
create or replace macro day_style(line, cell, by_day, by_month) as struct_pack(
    by_day := count(*) filter (where by_day is not null and by_month is null),
    by_month := count(*) filter (where by_month is not null and by_day is null),
    day_line := min(case when by_day is not null and by_month is null then line end),
    month_line := min(case when by_month is not null and by_day is null then line end)
);
create or replace macro style_of_day(line, cell) as
    day_style(line, cell, day_first(cell), month_first(cell));
create or replace macro style_of_month(line, cell) as
    day_style(line, cell, month_of_day(day_first(cell)), month_of_day(month_first(cell)));

-- Năm 2024, and 2024 as a native number → yyyy.
create or replace macro year_from_any(cell) as coalesce(
    nullif(regexp_extract(without_accents(cell), '^nam ?((?:19|20)[0-9]{2})$', 1), ''),
    nullif(regexp_extract(cell, '^\x1e((?:19|20)[0-9]{2})(?:\.0*)?$', 1), ''),
    native_text(cell)
);

-- A code or a text that a workbook held as a number: its digits.
create or replace macro text_from_any(cell) as case
    when is_native(cell) then coalesce(native_whole(cell), substr(cell, 2)) else cell
end;

-- What parse.sql reads and no style of numbers reads otherwise: such a cell may stay as it is.
create or replace macro is_settled_count(cell) as regexp_full_match(cell, '[0-9]{1,15}');
create or replace macro is_settled_amount(cell) as regexp_full_match(cell, '-?[0-9]{1,13}');
create or replace macro is_settled_value(cell) as is_settled_amount(cell);
create or replace macro is_settled_day(cell) as
    regexp_full_match(cell, '[0-3][0-9]/(0[0-9]|1[0-2])/(19|20)[0-9]{2}');
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
    comma := count(*) filter (
        where case when is_native(cell) then false else contains(cell, ',') and vi and plain end
    ),
    comma_line := min(
        case when is_native(cell) then null when contains(cell, ',') and vi and plain then line end
    ),
    native := count(*) filter (where is_native(cell)),
    vi_line := min(case when is_native(cell) then null when vi and not plain then line end),
    plain_line := min(case when is_native(cell) then null when plain and not vi then line end)
);

-- Whether a cell that parse.sql does not read could be one of another style.
create or replace macro may_be_count(cell) as is_plain_count(cell) or is_native(cell);
create or replace macro may_be_amount(cell) as is_plain_amount(cell) or is_native(cell);
create or replace macro may_be_value(cell) as is_plain_value(cell) or is_native(cell);
create or replace macro may_be_day(cell) as any_day(cell) is not null or month_first(cell) is not null;
create or replace macro may_be_month(cell) as
    month_from_any(cell) <> cell or month_of_day(month_first(cell)) is not null;
create or replace macro may_be_year(cell) as year_from_any(cell) <> cell;
create or replace macro may_be_level(cell) as cell is not null;
