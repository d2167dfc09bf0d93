-- Grain: one row per code of a list in data/code_lists.
select list, code, name_vi, name_en, cast(sort as integer) as sort from text_code
