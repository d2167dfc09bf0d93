-- Grain: one row per code of a list.
select list, code, name_vi, name_en, sort from raw_code
