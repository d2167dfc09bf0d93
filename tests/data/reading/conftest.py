"""Files that tests write, and their rows as the reading gives them."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data.intake.reading import Limits, Reading, Sheet, read

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
            return sheet.relation(con).order("line").fetchall()

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
