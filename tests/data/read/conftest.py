"""Files that tests write, and their rows as the reading gives them."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from data.read import Limits, Reading, Sheet, read
from data.read.relations import load
from data.refusal import RefusedError

TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Reading]:
    """Writes a file and reads it."""

    def taken(content: bytes, name: str = "a.csv", legacy: str = "", **limits: int) -> Reading:
        path = tmp_path / name
        path.write_bytes(content)
        return read(path, tmp_path / "scratch", Limits(**limits), legacy)

    return taken


@pytest.fixture(scope="session")
def rows_of() -> Callable[[Sheet], list[tuple[object, ...]]]:
    """All rows of a sheet as (line, c1, …), in the order of the lines."""

    def rows(sheet: Sheet) -> list[tuple[object, ...]]:
        with duckdb.connect() as con:
            con.execute("set threads = 2")  # blocks of a long file are read at the same time
            load(con, sheet, "sheet")
            return con.table("sheet").order("line").fetchall()

    return rows


@pytest.fixture(scope="session")
def in_cp1258() -> Callable[[str], bytes]:
    """Text as Windows-1258 holds it: most letters with a tone are a letter and a sign."""

    def encoded(text: str) -> bytes:
        out = []
        for letter in unicodedata.normalize("NFC", text):
            parts = unicodedata.normalize("NFD", letter)
            tone = "".join(sign for sign in parts if sign in TONES)
            base = "".join(sign for sign in parts if sign not in TONES)
            out.append(unicodedata.normalize("NFC", base) + tone)
        return "".join(out).encode("cp1258")

    return encoded


@pytest.fixture
def book():
    """Writes an XLSX in memory: fills one sheet by a function, returns the bytes."""

    def written(fill, **options):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, options) as workbook:
            fill(workbook, workbook.add_worksheet("Báo cáo"))
        return file.getvalue()

    return written


@pytest.fixture
def refused(take):
    """Reads a file that must be refused; returns the reason in English and the Vietnamese one."""

    def reasons(content, name="a.xlsx", **limits):
        with pytest.raises(RefusedError) as error:
            take(content, name, **limits)
        assert error.value.file == name
        assert error.value.remedy.vi
        assert error.value.reason.vi != error.value.reason.en
        return error.value.reason.en

    return reasons
