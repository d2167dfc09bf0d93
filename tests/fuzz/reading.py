"""Text files: each line is a row, a part of a record of several lines, or torn; no letter is lost.

The first byte chooses an encoding for the text and the font that a person confirmed.
"""

import atexit
import codecs
import re
import shutil
import tempfile
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from unittest.mock import patch

import duckdb

from data.read.cleaning import cell, clean_block
from data.read.kind import kind_of
from data.read.model import CELLS, Limits, Reading
from data.read.relations import load
from data.read.text import encoding, plain
from data.read.text.delimited import SHOWN, read_text
from data.read.text.encoding import codec_of
from data.read.text.legacy import converted

ENCODERS = (
    lambda body: body,
    lambda body: codecs.BOM_UTF8 + body,
    lambda body: codecs.BOM_UTF16_LE + said(body).encode("utf-16-le"),
    lambda body: codecs.BOM_UTF16_BE + said(body).encode("utf-16-be"),
    lambda body: said(body).encode("utf-16-le"),
    lambda body: said(body).encode("utf-16-be"),
    lambda body: said(body).encode("cp1258", "ignore"),
    lambda body: said(body).encode("cp1252", "ignore"),
)
LEGACY = ("", "tcvn3", "vni")
BLOCKS = (1 << 22, 61, 16, 7)  # bytes of a block: of small ones short inputs have several
LIMITS = Limits(columns=64)
NUMBERS = count()


def said(body: bytes) -> str:
    """The text that the bytes are in UTF-8, what is none left out."""
    return body.decode("utf-8", "ignore")


@cache
def folder() -> Path:
    """Where inputs are written; one process uses it."""
    made = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """One connection for all inputs: opening one costs more than most inputs do."""
    con = duckdb.connect()
    con.execute("set threads = 1")
    return con


def read_as_text(data: bytes) -> None:
    """Read it, and compare with the lines that Python finds."""
    _read(data)


def read_into_table(data: bytes) -> None:
    """The rows that DuckDB reads are those that were written."""
    reading = _read(data)
    if reading is None:
        return
    con, sheet = connection(), reading.sheets[0]
    try:
        load(con, sheet, "sheet")
        rows = con.table("sheet").order("line").fetchall()
    finally:
        for (table,) in con.execute("from duckdb_tables() select table_name").fetchall():
            con.execute(f"drop table {table}")
    written = _rows(reading)
    assert [row[0] for row in rows] == list(written), "DuckDB reads other lines"
    for line, *cells in rows:
        expected = [text or None for text in written[line]]
        assert cells == expected + [None] * (sheet.width - len(expected)), f"line {line} differs"


def _read(data: bytes) -> Reading | None:
    if not data:
        return None
    option, body = data[0], data[1:]
    for old in folder().iterdir():
        old.unlink()
    path = folder() / f"{next(NUMBERS)}.csv"  # DuckDB knows files by their names
    path.write_bytes(ENCODERS[option % 8](body))
    legacy = LEGACY[option // 8 % 4 % 3]
    if not path.stat().st_size or kind_of(path) != "csv":
        return None
    block = BLOCKS[option >> 5 & 3]
    with patch.object(encoding, "BLOCK", block), patch.object(plain, "BLOCK", block):
        reading = read_text(path, folder(), LIMITS, legacy)
    _check(path, reading, legacy)
    return reading


def _check(path: Path, reading: Reading, legacy: str) -> None:
    codec = codec_of(path, legacy)
    text = path.read_bytes().decode(codec).removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[:-1] if not lines[-1] else lines
    (sheet,) = reading.sheets
    assert sheet.rows == len(lines), f"{sheet.rows} rows of {len(lines)} lines"
    torn = {line: text for _, line, _, text in reading.torn}
    rows = _rows(reading)
    assert len(torn) == len(reading.torn) and not torn.keys() & rows.keys(), "a line twice"
    starts = sorted([*torn, *rows])
    assert starts[:1] == [1], f"the first line is {starts[:1]}"
    for start, end in pairwise([*starts, len(lines) + 1]):
        source = converted("\n".join(lines[start - 1 : end - 1]), legacy)
        whole = _letters(clean_block(source, reading.legacy), reading)
        if start in torn:
            shown = _letters(torn[start], reading)
            is_whole = len(source) <= SHOWN
            assert end == start + 1, f"a line after the torn line {start} is lost"
            assert shown == whole if is_whole else whole.startswith(shown), f"torn line {start}"
        else:
            assert len(rows[start]) <= sheet.width, f"line {start} is wider than the sheet"
            cells = _letters("".join(rows[start]), reading)
            assert end == start + 1 or '"' in lines[start - 1], f"lines after {start} are lost"
            assert all(cell(text, reading.legacy) == text for text in rows[start]), "not clean"
            assert cells == whole, f"line {start} lost a letter"


def _rows(reading: Reading) -> dict[int, list[str]]:
    """Line → cells, as the file of the sheet says."""
    (sheet,) = reading.sheets
    if sheet.plain:
        text = sheet.path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
        lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        return {at: line.split(sheet.plain) for at, line in enumerate(lines, 1)}
    found: dict[int, list[str]] = {}
    for line in sheet.path.read_bytes().decode().split("\n")[:-1]:
        number, *cells = line.split(CELLS)
        assert int(number) not in found, f"line {number} is written twice"
        found[int(number)] = cells
    return found


def _letters(text: str, reading: Reading) -> str:
    return re.sub(rf'["\s{re.escape(reading.separator)}]', "", text)
