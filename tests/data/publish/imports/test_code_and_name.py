"""Where a row gives both the code of a unit and a name, they must be of the same unit that day."""

import pytest

from data.exports import exports
from data.ledger.aliases import Alias
from data.match.aliases import Aliases
from data.match.folding import fold
from data.match.vocabulary import headers, helpers
from data.stage.mend_workbook import HELPERS
from tests.data.files.make import book
from tests.sweep import some

HEAD = "Tháng;Mã xã;Tên xã;Huyện;Tài khoản VssID\n"
FITTING = [
    "07/2023;13729;Xã Mỹ Hưng;Mỹ Lộc",
    "07/2023;13729;mỹ  HƯNG;",
    "07/2023;13729;X. Mỹ Hưng;Ý Yên",  # the district is not compared
    "07/2023;13708;TT Mỹ Lộc;",
    "10/2024;13708;UBND phường Hưng Lộc;",
    "07/2025;13708;Mỹ Lộc;",
    "07/2023;13729;;",
]
OTHER = {  # a row → the codes of its candidates: the unit of the code, then the units of the name
    "07/2023;13729;Xã Mỹ Thuận;": ["13729", "13732"],
    "07/2023;13729;Xã Mỹ Hùng;": ["13729", "13996"],
    "07/2023;13729;Thị trấn Mỹ Hưng;": ["13729"],
    "10/2024;13708;Mỹ Lộc;": ["13708", "13735"],
    "10/2024;13708;Xã Hồng Quang;": ["13708", "13876", "13984"],
    "10/2024;13984;Xã Hồng Quang (cũ);": ["13984"],
    "07/2023;13729;-;": ["13729"],
}


@pytest.mark.parametrize("row", some(FITTING, 3))
def test_a_name_of_the_unit_is_accepted(send, row):
    code, (outcome,) = send("a.csv", f"{HEAD}{row};1\n", "--dry-run")
    assert (code, outcome["accepted"], outcome["rejects"]) == (0, 1, [])


@pytest.mark.parametrize("row", some(OTHER, 3))
def test_a_name_of_another_unit_sets_the_line_aside(send, row):
    month, unit, name, _ = row.split(";")
    text = f"{HEAD}{row};1\n{month};13708;;;2\n"
    code, (outcome,) = send("a.csv", text, "--dry-run")
    (reject,) = outcome["rejects"]
    assert (code, outcome["accepted"]) == (1, 1)
    assert (reject["line"], reject["rule"]) == (2, "code_not_of_name")
    assert (reject["field"], reject["text"]) == ("commune_code", f"{unit} · {name}")
    near = [one["code"] for one in reject["candidates"]]
    assert near[: len(OTHER[row])] == OTHER[row]
    units = [(one["vintage"], one["code"]) for one in reject["candidates"]]
    assert len(set(units)) == len(units)


def test_a_code_that_is_not_in_force_and_a_wrong_day_are_told_as_such(send):
    rows = "10/2024;13729;Xã Mỹ Hưng;;1\n13/2023;13729;Xã Mỹ Thuận;;1\n07/2023;13 729;Mỹ Hưng;;1\n"
    _, (outcome,) = send("a.csv", HEAD + rows, "--dry-run")
    rules = [one["rule"] for one in outcome["rejects"]]
    assert rules == ["ended_unit", "not_a_month", "not_a_code"]


def test_a_confirmed_name_is_the_name_of_its_unit(send, store):
    row = "07/2023;13729;Mỹ Hưngg;;1\n"
    assert send("a.csv", HEAD + row, "--dry-run")[0] == 1
    Aliases(store).add(Alias("Mỹ Hưngg", "", "2022", "commune", "13729"), "An")
    assert send("a.csv", HEAD + row, "--dry-run")[0] == 0


def test_codes_and_names_of_a_workbook(send):
    rows = [HEAD.strip().split(";"), ["07/2023", 13729, "Xã Mỹ Thuận", "", 1]]
    code, (outcome,) = send("a.xlsx", book(("A", rows)), "--dry-run")
    assert (code, outcome["rejects"][0]["text"]) == (1, "13729 · Xã Mỹ Thuận")


LEVELS = "Năm;Cấp;Mã đơn vị;Tên đơn vị;Hộ SXKD, hợp tác xã\n"


def test_units_of_several_levels(send):
    rows = "2023;xa;13729;Mỹ Hưng;1\n2023;tinh;36;Nam Định;1\n2023;huyen;358;Huyện Mỹ Lộc;1\n"
    rows += "2023;tinh;36;Thái Bình;1\n2023;huyen;358;Ý Yên;1\n2025;xa;;Xã Mỹ Thuận;1\n"
    rows += "2023;xa;;Xã Mỹ Thuận;1\n"
    _, (outcome,) = send("a.csv", LEVELS + rows, "--dry-run")
    assert outcome["rows_in"] == 8
    found = [(one["line"], one["rule"]) for one in outcome["rejects"]]
    assert found == [(5, "code_not_of_name"), (6, "code_not_of_name"), (7, "ended_unit")]
    assert [one["code"] for one in outcome["rejects"][1]["candidates"]][:2] == ["358", "360"]


def test_a_name_for_all_rows_is_compared_too(send):
    text = "Tháng;Mã xã;Tài khoản VssID\n07/2023;13729;1\n07/2023;13732;1\n"
    code, (outcome,) = send("a.csv", text, "--dry-run", "--set", "commune_name=Xã Mỹ Hưng")
    assert (code, [one["line"] for one in outcome["rejects"]]) == (1, [3])
    text = "Tháng;Tài khoản VssID\n07/2023;1\n"
    code, (outcome,) = send("a.csv", text, "--dry-run", "--set", "commune_name=Xã Mỹ Hưng")
    assert (code, outcome["accepted"]) == (0, 1)


@pytest.mark.parametrize("export", [one.name for one in exports() if one.unit])
def test_the_workbook_to_mend_heads_names_as_every_export_knows_them(export):
    for helper in helpers(export):
        head = HELPERS[helper]
        assert headers(export)[fold(head)] == helper
