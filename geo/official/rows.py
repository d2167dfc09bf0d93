"""Rows of an official file → units: by code, else by name, never by a guess."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import geopandas as gpd

from geo.boundaries.config import OfficialFile
from geo.official.names import Names
from geo.units import table as units

CODE_LENGTH = {"country": 2, "province": 2, "district": 3, "commune": 5}
NO_TEXT = "(empty)"


@dataclass(frozen=True)
class Row:
    """A row of the file, counted from 1: its unit, or "" and `why` with the units near it.

    `why`: "unknown", "ambiguous" (several units bear the name) or "contradicts" (the code is of one
    unit, the name of another).
    """

    number: int
    written: str
    unit: str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()


def rows(file: OfficialFile, frame: gpd.GeoDataFrame) -> list[Row]:
    """Every row, in the order of the file."""
    names = Names(file.vintage, file.level)
    known = list(units.of(file.vintage, file.level).code)
    return [_row(file, names, known, *cells) for cells in _cells(file, frame)]


def _row(
    file: OfficialFile, names: Names, known: list[str], number: int, code: str, name: str, near: str
) -> Row:
    match = names.match(name, near) if name else None
    where = f"{name}, {near}" if near else name
    if file.code_field is None:
        if match is None:
            return Row(number, NO_TEXT, why="unknown")
        return Row(number, where, match.code, match.why, match.candidates)
    padded = code.zfill(CODE_LENGTH[file.level]) if code else NO_TEXT
    written = f"{padded} {where}".strip()
    if padded in known:
        if match and match.code not in ("", padded):
            both = (names.title(padded), names.title(match.code))
            return Row(number, written, why="contradicts", candidates=both)
        return Row(number, written, padded)
    if match:
        named = (names.title(match.code),) if match.code else match.candidates
        return Row(number, written, why="unknown", candidates=named)
    near_codes = get_close_matches(padded, known, n=3, cutoff=0.8)
    return Row(number, written, why="unknown", candidates=tuple(map(names.title, near_codes)))


def _cells(file: OfficialFile, frame: gpd.GeoDataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Number, code, name and district of each row; "" where there is no such column."""
    columns = [
        frame[field].tolist() if field else [""] * len(frame)
        for field in (file.code_field, file.name_field, file.district_field)
    ]
    for number, (code, name, district) in enumerate(zip(*columns, strict=True), start=1):
        yield number, _text(code), _text(name), _text(district)


def _text(cell: object) -> str:
    """A cell as text: the number 13636.0 is the text 13636."""
    if cell is None or cell != cell:  # a missing cell is None or NaN
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()
