"""Units of three vintages: names, parents, and where older units went."""

import os
import subprocess
import sys

from data.reference import UNITS_CSV


def ask(marts, query: str) -> list[tuple]:
    return marts.cursor().execute(query).fetchall()


def test_the_number_of_units_of_each_vintage(marts):
    query = "select vintage, level, count(*) from mart_unit group by all order by all"
    assert ask(marts, query) == [
        ("2022", "commune", 226),
        ("2022", "district", 10),
        ("2022", "province", 1),
        ("2024", "commune", 175),
        ("2024", "district", 9),
        ("2024", "province", 1),
        ("2025", "commune", 57),
        ("2025", "district", 9),
        ("2025", "province", 1),
    ]


def test_a_code_alone_names_no_unit(marts):
    query = "select name, parent_name from mart_unit where code = '13708' order by vintage"
    assert ask(marts, query) == [
        ("Thị trấn Mỹ Lộc", "Huyện Mỹ Lộc"),
        ("Phường Hưng Lộc", "Thành phố Nam Định"),
        ("Phường Mỹ Lộc", "Thành phố Nam Định (cũ)"),
    ]


def test_short_names_have_neither_type_nor_the_word_for_former(marts):
    query = "select name, short_name from mart_unit where code in ('36', '356', '359', '13708')"
    assert dict(ask(marts, query)) == {
        "Tỉnh Nam Định": "Nam Định",
        "Nam Định (địa bàn tỉnh cũ)": "Nam Định",
        "Thành phố Nam Định": "Nam Định",
        "Thành phố Nam Định (cũ)": "Nam Định",
        "Huyện Vụ Bản": "Vụ Bản",
        "Huyện Vụ Bản (cũ)": "Vụ Bản",
        "Thị trấn Mỹ Lộc": "Mỹ Lộc",
        "Phường Hưng Lộc": "Hưng Lộc",
        "Phường Mỹ Lộc": "Mỹ Lộc",
    }


def test_a_commune_is_carried_to_all_later_areas_that_hold_it(marts):
    query = (
        "select vintage, level, area_code from mart_area_map"
        " where source_level = 'commune' and source_vintage = '2022' and source_code = '13729'"
        " order by all"
    )
    assert ask(marts, query) == [
        ("2022", "commune", "13729"),
        ("2022", "district", "358"),
        ("2022", "province", "36"),
        ("2024", "commune", "13708"),
        ("2024", "district", "356"),
        ("2024", "province", "36"),
        ("2025", "commune", "13708"),
        ("2025", "district", "356"),
        ("2025", "province", "36"),
    ]


def test_a_unit_has_one_main_area_and_is_divided_only_on_older_units_or_between_districts(marts):
    mains = (
        "select 1 from mart_area_map group by source_level, source_vintage, source_code, level,"
        " vintage having count(*) filter (where is_main) <> 1"
    )
    assert ask(marts, mains) == []
    divided = ask(
        marts,
        "select distinct source_code from mart_area_map"
        " where not is_whole and vintage >= source_vintage order by all",
    )
    straddling = ask(marts, "select code from mart_unit where straddles is not null order by all")
    assert divided == straddling
    assert len(divided) == 4


def test_every_unit_of_every_later_vintage_comes_from_older_ones(marts):
    query = (
        "select source_vintage, source_level, level, vintage, count(distinct area_code)"
        " from mart_area_map where source_vintage = '2022' and source_level = level"
        " group by all order by source_level, vintage"
    )
    assert [(row[1], row[3], row[4]) for row in ask(marts, query)] == [
        ("commune", "2022", 226),
        ("commune", "2024", 175),
        ("commune", "2025", 57),
        ("district", "2022", 10),
        ("district", "2024", 9),
        ("district", "2025", 9),
        ("province", "2022", 1),
        ("province", "2024", 1),
        ("province", "2025", 1),
    ]


def test_a_group_follows_its_commune(marts):
    query = (
        "select distinct vintage, area_code from mart_group_month where group_code = 'G3'"
        " order by vintage"
    )
    assert ask(marts, query) == [("2022", "13729"), ("2024", "13708"), ("2025", "13708")]


def test_every_code_list_has_names_in_both_languages_and_an_order(marts):
    query = (
        "select list, count(*), count(name_vi), count(name_en), count(distinct sort) from mart_code"
        " group by list order by list"
    )
    found = ask(marts, query)
    assert [row[0] for row in found] == [
        *("difficulty", "form", "handling_level", "population_base", "rule", "state", "topic"),
        "training_form",
    ]
    assert all(len(set(row[1:])) == 1 for row in found)


def test_another_list_of_units_can_be_named(tmp_path):
    code = "from data.reference import UNITS_CSV; print(UNITS_CSV)"
    for named in ("", str(tmp_path / "units.csv")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "DX_UNITS": named},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == (named or str(UNITS_CSV))
