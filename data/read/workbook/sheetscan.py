"""Searches the XML of one sheet, piece by piece, for its range and for what a reader leaves out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.read.model import Note
from data.read.workbook.formats import Shown

MOST = 100  # notes of one kind on one sheet
PREFIX = re.compile(rb"<(\w+):worksheet\b")
DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="(?:\$?[A-Z]+\$?\d+:)?([A-Z]+)(\d+)"')
EMPTY_CELL = re.compile(rb"<c(?: [^>]*)?/>|<c(?: [^>]*)?></c>")
COLUMN = re.compile(rb' r="([A-Z]+)\d')
FILLED_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*>\s*<c')
REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
HIDDEN = re.compile(rb'<row ([^>]*\bhidden="(?:1|true)"[^>]*)>')
STYLED = re.compile(rb'<c( [^>]*?)?\bs="(\d+)"([^>]*)>')
ROW_NUMBER = re.compile(rb'\br="(\d+)"')
ERROR = re.compile(rb'<c ([^>]*\bt="e"[^>]*)>(?:<f.*?(?:</f>|/>))?(?:<v>([^<]*)</v>)?')
UNCALCULATED = re.compile(
    rb'<c ((?:(?!t="str")[^>])*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v>\s*</v>|<v\s*/>)?\s*</c>"
)


@dataclass
class SheetScan:
    """What was found so far."""

    name: str
    formats: Mapping[int, Shown] = field(default_factory=dict)  # style → what it does to a number
    shown: dict[int, tuple[tuple[int, Shown], ...]] = field(default_factory=dict)  # row → columns
    declared: tuple[int, int] = (0, 0)  # rows, columns
    last_row: int = 0  # of those with a filled cell
    columns: set[bytes] = field(default_factory=set)
    _prefix: bytes | None = None
    _alike: dict[tuple[tuple[int, Shown], ...], tuple[tuple[int, Shown], ...]] = field(
        default_factory=dict
    )
    _hidden: list[int] = field(default_factory=list)
    _found: dict[str, list[Note]] = field(default_factory=dict)

    def add(self, piece: bytes) -> None:
        """Take the next piece, of whole rows."""
        if self._prefix is None:
            self._begin(piece)
        if self._prefix:
            piece = piece.replace(b"<" + self._prefix, b"<").replace(b"</" + self._prefix, b"</")
        if b"hidden=" in piece:
            rows = (ROW_NUMBER.search(row[1]) for row in HIDDEN.finditer(piece))
            self._hidden += [int(row[1]) for row in rows if row]
        if b't="e"' in piece:
            for cell in ERROR.finditer(piece):
                self._note("error_cell", cell[1], (cell[2] or b"").decode("utf-8", "replace"))
        if b"<f" in piece:
            for cell in UNCALCULATED.finditer(piece):
                self._note("formula_without_value", cell[1])
        if self.formats:
            self._find_shown(piece)
        cells = piece.count(b"<c ") + piece.count(b"<c>")
        if cells != piece.count(b"</c>") or b'"></c>' in piece or b"<c></c>" in piece:
            piece = EMPTY_CELL.sub(b"", piece)
        self._measure(piece.split(b"</row>"))

    @property
    def last_column(self) -> int:
        """The number of the last column with a filled cell."""
        return max(map(column_number, self.columns), default=0)

    def notes(self) -> list[Note]:
        """What to tell of this sheet, at most 100 notes of a kind and one on how many more."""
        found = dict(self._found)
        found["hidden_row"] = [
            Note("hidden_row", self.name, first, f"{first}–{last}" if last > first else f"{first}")
            for first, last in ranges(self._hidden)
        ]
        rows, columns = self.declared
        if rows > self.last_row or columns > self.last_column:
            text = f"{rows} × {columns}"
            found["declared_larger"] = [Note("declared_larger", self.name, 0, text)]
        notes = []
        for code, of_code in found.items():
            notes += of_code[:MOST]
            if len(of_code) > MOST:
                notes.append(Note("more_notes", self.name, 0, f"{code}: {len(of_code) - MOST}"))
        return notes

    def _begin(self, piece: bytes) -> None:
        prefix = PREFIX.search(piece)
        self._prefix = prefix[1] + b":" if prefix else b""
        if size := DIMENSION.search(piece):
            self.declared = (int(size[2]), column_number(size[1]))

    def _find_shown(self, piece: bytes) -> None:
        """Note the cells whose format changes the digits; most rows are alike and share theirs."""
        rows = dict[int, list[tuple[int, Shown]]]()
        for cell in STYLED.finditer(piece):
            effect = self.formats.get(int(cell[2]))
            place = REFERENCE.search(cell[1] + cell[3]) if effect else None
            if place and effect:
                rows.setdefault(int(place[2]), []).append((column_number(place[1]) - 1, effect))
        for row, of_row in rows.items():
            cells = (*self.shown.get(row, ()), *of_row)
            self.shown[row] = self._alike.setdefault(cells, cells)

    def _measure(self, rows: list[bytes]) -> None:
        """Note the last filled row, and the column of the last cell of each row."""
        filled = next(filter(None, map(FILLED_ROW.search, reversed(rows))), None)
        self.last_row = max(self.last_row, int(filled[1]) if filled else 0)
        lasts = {row[row.rfind(b' r="') :][:8] for row in rows}
        self.columns.update(found[1] for last in lasts if (found := COLUMN.match(last)))

    def _note(self, code: str, attributes: bytes, value: str = "") -> None:
        if place := REFERENCE.search(attributes):
            cell = f"{place[1].decode()}{place[2].decode()}"
            note = Note(code, self.name, int(place[2]), f"{cell} {value}".strip())
            self._found.setdefault(code, []).append(note)


def column_number(letters: bytes) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Rising numbers as ranges of neighbours, inclusive."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
