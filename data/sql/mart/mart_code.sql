-- Grain: one row per code of a list, with its names and its place in the list.
select list, code, name_vi, name_en, sort from core_code
