"""The canonical text of the cells of a workbook.

Dates dd/mm/yyyy, with a time dd/mm/yyyy HH:MM:SS; TRUE and FALSE; numbers after U+001E, in plain
decimals with the 15 significant digits that a spreadsheet shows, so that a later stage can tell a
number from typed text.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from data.read.cleaning import cell
from data.read.model import NATIVE
from data.read.text.legacy import converted

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
