"""The canonical text of the cells of a workbook.

Dates dd/mm/yyyy, with a time dd/mm/yyyy HH:MM:SS; TRUE and FALSE; numbers after U+001E, in plain
decimals with the 15 significant digits that a spreadsheet shows, so that a later stage can tell a
number from typed text.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from data.read.cleaning import cell
from data.read.model import NATIVE, Note
from data.read.text.legacy import converted
from data.read.workbook.formats import Shown

MOST = 100  # notes of one sheet
EXACT = 10**15
REMEMBERED = 200_000
HALF = dt.timedelta(microseconds=500_000)


def number(value: float) -> str:
    """A native number."""
    if not -EXACT < value < EXACT and not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < EXACT:
        return f"{NATIVE}{int(value)}"
    text = f"{value:.15g}"
    return NATIVE + (format(Decimal(text), "f") if "e" in text else text)


def moment(value: dt.datetime) -> str:
    """A date with a time; midnight is no time, parts of a second are rounded."""
    value = (value + HALF).replace(microsecond=0) if value.microsecond else value
    is_date = value.time() == dt.time()
    return date(value) if is_date else f"{date(value)} {value:%H:%M:%S}"


def date(value: dt.date) -> str:
    """A date; years before 1000 have four digits too."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def clock(value: dt.time) -> str:
    """A time of day, parts of a second rounded."""
    return f"{dt.datetime.combine(dt.date(2000, 1, 1), value) + HALF:%H:%M:%S}"


def duration(value: dt.timedelta) -> str:
    """Hours, which may be more than a day's, minutes and seconds."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def truth(value: object) -> str:
    """TRUE or FALSE."""
    return "TRUE" if value else "FALSE"


class CellTexts(dict[object, str]):
    """Cells → text; what comes again is looked up."""

    def __init__(self, legacy: str, suspected: str) -> None:
        super().__init__({"": ""})
        self._legacy, self._suspected = legacy, suspected
        self._of: dict[type, Callable[[Any], str]] = {
            str: self._string,
            float: number,
            int: number,
            bool: truth,
            dt.datetime: moment,
            dt.date: date,
            dt.time: clock,
            dt.timedelta: duration,
        }

    def row(self, cells: Sequence[object]) -> Iterable[str]:
        """The texts of one row."""
        if bool in set(map(type, cells)):  # True would be looked up as the number 1
            return [truth(cell) if isinstance(cell, bool) else self[cell] for cell in cells]
        return map(self.__getitem__, cells)

    def __missing__(self, value: object) -> str:
        if len(self) > REMEMBERED:
            self.clear()
        text = self[value] = self._of[type(value)](value)
        return text

    def _string(self, value: str) -> str:
        if value.isascii() and value.isalnum():  # as most codes are: the same in every font
            return value
        return cell(converted(value, self._legacy), self._suspected)


class Formatted:
    """Rows → texts, with the numbers whose format changes their digits as they are shown."""

    def __init__(
        self, shown: Mapping[int, tuple[tuple[int, Shown], ...]], texts: CellTexts
    ) -> None:
        self._shown, self._texts = shown, texts
        self._notes, self._count = list[tuple[int, str]](), 0

    def row(self, line: int, cells: Sequence[object], left: int) -> Iterable[str]:
        """The texts of one row, whose first cell is that of column `left`, from 0."""
        texts = self._texts.row(cells)
        if line not in self._shown:
            return texts
        changed = list(texts)
        for column, effect in self._shown[line]:
            at = column - left
            value = cells[at] if 0 <= at < len(cells) else None
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                changed[at] = effect.text(value)
                self._tell(line, column, effect, changed[at])
        return changed

    def _tell(self, line: int, column: int, effect: Shown, text: str) -> None:
        if effect.places:
            place = f"{letters(column)}{line}"
            self._count += 1
            if self._count <= MOST:
                self._notes.append((line, f"{place} {text.removeprefix(NATIVE)}"))

    def notes(self, sheet: str) -> list[Note]:
        """The cells that were read as they are shown, the first of them by their places."""
        notes = [Note("as_shown", sheet, line, text) for line, text in self._notes]
        if self._count > MOST:
            notes.append(Note("more_notes", sheet, 0, f"as_shown: {self._count - MOST}"))
        return notes


def letters(index: int) -> str:
    """The name of a column, from 0, as a spreadsheet shows it: A, B … Z, AA."""
    rest, last = divmod(index, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)
