"""A list of units of one's own: DX_UNITS, and what is refused in it, with the line."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import GeoError
from geo.province import folder
from geo.units import table as units
from geo.units.validation import COLUMNS

ROOT = Path(__file__).parents[3]
HEADER = ",".join(COLUMNS)
TABLE = [  # line 2 and what follows; a split by shares, a merger, a code used again
    "2019,province,1,Tỉnh,Tỉnh,,,2019-12-31,1,,",
    "2019,district,10,Huyện,Huyện,1,,2019-12-31,10 11,,",
    "2019,commune,101,Một,Xã,10,,2019-12-31,101:0.4 102:0.6,,",
    "2019,commune,102,Hai,Xã,10,,2019-12-31,101,,",
    "2020,province,1,Tỉnh,Tỉnh,,2020-01-01,2022-06-30,1,,",
    "2020,district,10,Huyện,Huyện,1,2020-01-01,2022-06-30,10,,",
    "2020,district,11,Huyện mới,Huyện,1,2020-01-01,2022-06-30,10,,",
    "2020,commune,101,Một,Xã,10,2020-01-01,2022-06-30,103,10 11,",
    "2020,commune,102,Hai mới,Xã,11,2020-01-01,2022-06-30,103,,",
    "2022,province,1,Tỉnh,Tỉnh,,2022-07-01,,,,",
    "2022,district,10,Huyện,Huyện,1,2022-07-01,,,,",
    "2022,commune,103,Ba,Xã,10,2022-07-01,,,,",
]


def write(path: Path, lines: list[str], header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DX_UNITS", str(tmp_path / "mine.csv"))
    return write(tmp_path / "mine.csv", TABLE)


def test_another_list_brings_its_own_vintages(mine: Path) -> None:
    assert units.units_path() == mine
    assert units.VINTAGES == ("2019", "2020", "2022")
    assert units.of("2020", "commune").code.tolist() == ["101", "102"]
    units.check("2019", "district")
    with pytest.raises(GeoError, match="'2024': it is one of 2019, 2020, 2022"):
        units.check("2024", "commune")


def test_without_the_variable_or_with_an_empty_one_it_is_that_of_the_project(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DX_UNITS", "")
    assert units.units_path() == folder() / units.FILE
    assert units.VINTAGES == ("2022", "2024", "2025")


def test_vintages_may_be_imported_by_name() -> None:
    code = "from geo.units.table import VINTAGES; print(*VINTAGES)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "2022 2024 2025\n"


def test_the_module_has_nothing_else_up_its_sleeve() -> None:
    with pytest.raises(AttributeError, match="VINTAGE_S"):
        _ = units.VINTAGE_S


def test_lines_may_stand_in_any_order_and_be_blank(tmp_path: Path) -> None:
    path = write(tmp_path / "u.csv", ["", *reversed(TABLE), ",,,,,,,,,,", ""])
    assert len(units.load(path)) == len(TABLE)
    assert units.load(path).index.tolist() == list(range(len(TABLE)))


def test_a_spreadsheet_may_have_saved_it(tmp_path: Path) -> None:
    text = "﻿" + "\r\n".join([HEADER, *TABLE])
    (tmp_path / "u.csv").write_text(text, encoding="utf-8", newline="")
    assert units.load(tmp_path / "u.csv").vintage.iloc[0] == "2019"


def test_the_first_vintage_may_have_a_first_day(tmp_path: Path) -> None:
    lines = [line.replace(",,2019-12-31", ",2015-01-01,2019-12-31") for line in TABLE]
    assert set(units.of("2019", "commune", write(tmp_path / "u.csv", lines)).valid_from) == {
        "2015-01-01"
    }


SHIFTED = {n: TABLE[n - 2].replace("2020-01-01", "2020-01-02") for n in range(6, 11)}
EARLIER = {n: TABLE[n - 2].replace("2020-01-01", "2019-12-31") for n in range(6, 11)}
ENDED = {n: TABLE[n - 2].replace("2022-06-30", "2019-12-31") for n in range(6, 11)}
OPEN = {n: TABLE[n - 2].replace("2022-06-30", "") for n in range(6, 11)}
BEGUN = {n: TABLE[n - 2].replace("2020-01-01", "") for n in range(6, 11)}
NO_DAY = {n: TABLE[n - 2].replace("2020-01-01", "20200101") for n in range(6, 11)}


def line(number: int, old: str, new: str) -> dict[int, str]:
    assert old in TABLE[number - 2]
    return {number: TABLE[number - 2].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (line(4, "101:0.4 102:0.6", "104"), "line 4: commune 101 of 2019: no commune 104 in vint"),
        (line(9, ",103,", ",102,"), "line 9: commune 101 of 2020: no commune 102 in vintage 2022"),
        (line(9, ",103,", ",,"), "line 9: commune 101 of 2020 has no successor in vintage 2022"),
        (
            line(13, ",,,,", ",,103,,"),
            "line 13: commune 103 of 2022 names a successor, but no vint",
        ),
        (line(4, "101:0.4 102:0.6", "101"), "line 10: no unit of the vintage before became comm"),
        (line(4, "0.6", "0.7"), "line 4: commune 101 .* '101:0.4 102:0.7' add up to 1.1, not 1"),
        (line(4, ":0.6", ""), "line 4: commune 101 of 2019: either every successor has a share"),
        (line(4, "0.6", "x"), "line 4: commune 101 of 2019: the share 'x' is no number"),
        (line(4, "0.4", "0"), "line 4: commune 101 of 2019: the share '0' is no number"),
        (line(4, "0.4", "nan"), "line 4: commune 101 of 2019: the share 'nan' is no number"),
        (line(4, "102:0.6", "101:0.6"), "line 4: .*'101:0.6' names no successor, or one named"),
        (line(4, "102:0.6", ":0.6"), "line 4: .*':0.6' names no successor"),
        (line(10, ",102,", ",101,"), "line 10: vintage 2020 has 101 already, in line 9"),
        (line(10, ",102,", ",11,"), "line 10: vintage 2020 has 11 already, in line 8"),
        (line(10, ",102,", ",10:2,"), "line 10: the code '10:2' has a space or colon"),
        (line(10, ",102,", ",,"), "line 10: a unit needs a code"),
        (line(10, "Hai mới", " "), "line 10: a unit needs a name"),
        (line(10, "commune", "ward"), "line 10: unknown level 'ward'"),
        (line(10, "Xã,11", "Xã,12"), "line 10: no district '12' in vintage 2020"),
        (line(10, "Xã,11", "Xã,"), "line 10: no district '' in vintage 2020"),
        (line(10, "Xã,11", "Xã,1"), "line 10: no district '1' in vintage 2020"),
        (line(9, "10 11", "10 12"), "line 9: no district '12' in vintage 2020"),
        (line(9, "10 11", "11"), "line 9: the parent 10 is not among '11'"),
        (line(6, "Tỉnh,,", "Tỉnh,1,"), "line 6: a province has no parent, but 1 is given"),
        (line(6, "2020", "2021"), "line 7: vintage 2020 has 0 × province"),
        (line(7, "district,10", "province,10"), "line 6: vintage 2020 has 2 × province, not 1"),
        (line(10, "2020-01-01", "2020-01-02"), "line 10: valid_from is 2020-01-02, but 2020-01-01"),
        (line(10, "2022-06-30", ""), "line 10: valid_to is empty, but 2022-06-30 .* in line 6"),
        (SHIFTED, "line 6: no vintage is in force between 2019-12-31 and 2020-01-02"),
        (EARLIER, "line 6: vintage 2020 overlaps the one before, to 2019-12-31"),
        (ENDED, "line 6: vintage 2020 ends on 2019-12-31, before it begins"),
        (OPEN, r"line 6: vintage 2020 needs a last day \(valid_to\)"),
        (BEGUN, r"line 6: vintage 2020 needs a first day \(valid_from\)"),
        (NO_DAY, "line 6: 2020: valid_from '20200101' is no day"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    changed: dict[int, str], text: str, tmp_path: Path
) -> None:
    lines = [changed.get(number, old) for number, old in enumerate(TABLE, 2)]
    with pytest.raises(GeoError, match=rf"mine\.csv, {text}"):
        units.load(write(tmp_path / "mine.csv", lines))


def test_a_blank_line_above_does_not_shift_the_number(tmp_path: Path) -> None:
    lines = ["", *TABLE[:-1], TABLE[-1].replace("commune", "ward")]
    with pytest.raises(GeoError, match=r"mine\.csv, line 14: unknown level"):
        units.load(write(tmp_path / "mine.csv", lines))


@pytest.mark.parametrize(
    ("lines", "header", "text"),
    [
        (TABLE, HEADER.replace("straddles", "spans"), "has no column straddles"),
        ([], HEADER, "names no unit"),
        ([*TABLE, "2022,commune,104" + "," * 9], HEADER, "cannot be read"),
        ([one + "," for one in TABLE], HEADER, "more cells than its first line"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    lines: list[str], header: str, text: str, tmp_path: Path
) -> None:
    with pytest.raises(GeoError, match=text):
        units.load(write(tmp_path / "mine.csv", lines, header))
