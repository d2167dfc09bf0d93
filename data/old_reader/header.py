"""The first row of a file: which column holds which field."""

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from data.exports import DEMONSTRATION, Export
from data.refusal import Bilingual, RefusedError

LONGEST = 1 << 16


@dataclass(frozen=True)
class Header:
    """Field → its place in a row, from 1; `width` cells a row."""

    places: dict[str, int]
    width: int
    is_demonstration: bool


def read_header(path: Path, export: Export) -> Header:
    """The header of a file that is UTF-8 text. The columns may stand in any order.

    RefusedError for a header that is unknown, missing or there twice, with the nearest valid one.
    """
    with path.open(encoding="utf-8-sig", newline=None) as file:
        first = file.readline(LONGEST)
    try:
        cells = [_tidy(cell) for cell in next(csv.reader([first], delimiter=";"), [])]
    except csv.Error:
        cells = []
    if not any(cells):
        raise _refusal(path, export, "tệp không có dòng tiêu đề.", "the file has no header row.")
    known = {_tidy(text): name for name, text in export.fields.items()}
    for cell in cells:
        if cell not in {*known, DEMONSTRATION}:
            raise _unknown(path, export, cell)
        if cells.count(cell) > 1:
            raise _refusal(
                path, export, f"cột “{cell}” có hai lần.", f"the column “{cell}” is there twice."
            )
    missing = [text for text in known if text not in cells]
    if missing:
        named = ", ".join(f"“{text}”" for text in missing)
        raise _refusal(path, export, f"thiếu cột {named}.", f"the column {named} is missing.")
    places = {known[cell]: place for place, cell in enumerate(cells, 1) if cell in known}
    return Header(places, len(cells), DEMONSTRATION in cells)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _unknown(path: Path, export: Export, cell: str) -> RefusedError:
    if not cell:
        return _refusal(
            path, export, "một cột không có tiêu đề.", "a column has no header; delete it."
        )
    near = difflib.get_close_matches(cell, export.fields.values(), 1, 0.5)
    vi, en = (f" Gần nhất là “{near[0]}”.", f" Nearest: “{near[0]}”.") if near else ("", "")
    cell = cell if len(cell) <= 80 else cell[:80] + "…"
    return _refusal(
        path, export, f"không có cột nào tên “{cell}”.{vi}", f"there is no column “{cell}”.{en}"
    )


def _refusal(path: Path, export: Export, vi: str, en: str) -> RefusedError:
    row = ";".join(export.fields.values())
    remedy = Bilingual(f"Dòng tiêu đề phải là: {row}", f"The header row must be: {row}")
    return RefusedError(path, Bilingual(vi, en), remedy, 1)
