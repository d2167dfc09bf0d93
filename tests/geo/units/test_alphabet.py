"""The order of the Vietnamese alphabet: that of ICU, for all names of units."""

import duckdb
import pandas as pd

from geo.units.spelling import alphabet, by_name, sorting
from geo.units.table import load

FEW = ["Y", "Ý Yên", "Yên Bình", "Xuân", "Đại An", "Dương", "Đông", "Em", "a", "ă", "â", "á", "à"]
FEW += ["ạ", "ả", "ã", "1 A", "10 B", "Xã 2", "Xã A", "Uông", "Ưng", "O", "Ô", "Ơ"]


def test_letters_and_tones_stand_in_the_order_of_the_alphabet():
    assert sorted(["Y", "Đ", "E", "Ý", "D", "Ă", "A", "Â", "B"], key=alphabet) == list("AĂÂBDĐEYÝ")
    assert sorted("aạáãảà", key=alphabet) == list("aàảãáạ")
    assert sorted(["Yên", "Ý Yên", "Xuân"], key=alphabet) == ["Xuân", "Ý Yên", "Yên"]


def test_names_stand_as_icu_has_them():
    names = sorted({*load()["name"], *FEW})
    con = duckdb.connect()
    query = "select name from (select unnest(?) as name) order by name collate vi, name"
    assert sorted(names, key=alphabet) == [row[0] for row in con.execute(query, [names]).fetchall()]
    assert sorted(names) != sorted(names, key=alphabet)


def test_pickers_and_tables_sort_by_it():
    assert list(by_name({"1": "Ý Yên", "2": "Đại An", "3": "Dương"})) == ["3", "2", "1"]
    rows = pd.DataFrame({"rank": [2, 1, 1], "area_name": ["A", "Đại An", "Dương"]})
    order = rows.sort_values(["rank", "area_name"], key=sorting)
    assert list(order["area_name"]) == ["Dương", "Đại An", "A"]
