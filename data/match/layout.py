"""The shape of a sheet: which rows can be a header, and which rows are no data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.match.folding import NATIVE, fold, tidy
from data.match.vocabulary import said

Row = tuple[int, Sequence[str]]  # the line of the sheet and its cells
NUMBERING = re.compile(r"\(?(?:([0-9]{1,2})|[A-ZĐ])\)?(?:\s*=.*)?")
LOOSE = 4  # texts of a row of signatures, at most
VALUE = re.compile(r"[-\d.,/: %]*\d[-\d.,/: %]*")


@dataclass(frozen=True)
class Merged:
    """Cells merged into one: first and last line of the sheet, first and last column from 0."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int

    @classmethod
    def from_one(cls, top: int, left: int, bottom: int, right: int) -> "Merged":
        """From a range whose columns count from 1."""
        return cls(top, left - 1, bottom, right - 1)


@dataclass(frozen=True)
class Heading:
    """The header of a column; `group` is what stands over it and others, or ""."""

    group: str
    text: str

    @property
    def joined(self) -> str:
        """As a person would say it: “Số hộ” over “đã đến” is “Số hộ đã đến”."""
        return " ".join(filter(None, (self.group, self.text)))


def padded(cells: Sequence[str], width: int) -> list[str]:
    """The cells, tidy, as many as the table has columns."""
    return [*map(tidy, cells), *[""] * width][:width]


def has_values(cells: Sequence[str]) -> bool:
    """Whether a cell is a number or a date: then the row is no header."""
    return any(cell.startswith(NATIVE) or VALUE.fullmatch(cell) for cell in cells)


def one_high(row: Row, width: int) -> list[Heading]:
    """The headings of a header of one row."""
    return [Heading("", text) for text in padded(row[1], width)]


def two_high(top: Row, sub: Row, merged: Sequence[Merged], width: int) -> list[Heading] | None:
    """The headings of a header of two rows; None where the second row is no part of a header.

    It is one if a merged range says so, or if its texts fill gaps of the first row.
    """
    above, below = padded(top[1], width), padded(sub[1], width)
    is_enclosed = all(_is_enclosed(cell) for cell in below if cell)  # (hồ sơ), in no header
    if has_values(below) or not any(below) or is_enclosed:
        return None
    spans = [m for m in merged if m.first_line == top[0]]
    is_merged = any(m.last_line >= sub[0] for m in spans)
    fills = any(cell and not above[at] and any(above[:at]) for at, cell in enumerate(below))
    if not (is_merged or fills):
        return None
    groups = list(above)
    for m in spans:
        for at in range(m.first_column, min(m.last_column + 1, width)):
            groups[at] = above[m.first_column]
    if not spans:  # no ranges are known: a gap over a text belongs to the group on its left
        for at in range(1, width):
            groups[at] = groups[at] or (groups[at - 1] if below[at] and below[at - 1] else "")
    return [Heading(groups[at] if below[at] else "", below[at] or above[at]) for at in range(width)]


def is_numbering_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: A, B, 1, 2, 3 or (1), (2), (3)=(1)+(2)."""
    texts = [cell.removeprefix(NATIVE) for cell in cells if cell]
    found = [NUMBERING.fullmatch(text) for text in texts]
    if len(texts) < 3 or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match and match[1]]
    return numbers == list(range(1, len(numbers) + 1))


def is_unit_row(cells: Sequence[str]) -> bool:
    """Whether a row only says in what the columns are counted: (hồ sơ), người, %, tỷ đồng."""
    texts = [cell for cell in map(tidy, cells) if cell]
    return bool(texts) and all(_is_unit(text) for text in texts)


def _is_enclosed(text: str) -> bool:
    return text.startswith("(") and text.endswith(")") and not VALUE.fullmatch(text[1:-1])


def _is_unit(text: str) -> bool:
    return _is_enclosed(text) or text == "%" or fold(text) in _units()


def is_signature(cells: Sequence[str | None]) -> bool:
    """Whether a row begins what stands below a table: place and day, who made it, who signs."""
    return any(_signature().match(fold(cell)) for cell in cells if cell)


def is_loose(cells: Sequence[str | None]) -> bool:
    """Whether a row has a few texts and no value, as no row of data has."""
    texts = [cell for cell in cells if cell]
    return 0 < len(texts) <= LOOSE and not has_values(texts)


def is_total_row(cells: Sequence[str | None], code_column: int | None = None) -> bool:
    """Whether a row adds up others: its first cell with a text says “Tổng”, “Cộng toàn huyện” …

    Not if it has the code of a unit, which stands in `code_column` or, where that is not known,
    before the text.
    """
    if code_column is not None and code_column < len(cells):
        code = cells[code_column] or ""
        if code and not _total().fullmatch(fold(code)):
            return False
    for cell in filter(None, cells):
        if not has_values([cell]):
            return bool(_total().fullmatch(fold(cell)))
        if code_column is None:
            return False
    return False


@cache
def total_words() -> tuple[str, ...]:
    """The folded words with which a row of totals begins."""
    return tuple(map(fold, said()["totals"]["words"]))


@cache
def _total() -> re.Pattern[str]:
    words = "|".join(total_words())
    whole = "(?:toan )?(?:tinh|huyen|xa|thanh pho|tp|phuong)|ca nuoc|toan quoc"
    return re.compile(rf"(?:{words})(?: (?:{whole})(?: .*)?)?")


@cache
def _units() -> frozenset[str]:
    return frozenset(map(fold, said()["units"]["words"]))


@cache
def _signature() -> re.Pattern[str]:
    words = "|".join(map(fold, said()["signatures"]["words"]))
    return re.compile(rf"(?:.* )?ngay(?: [0-9]+)? thang(?: [0-9]+)? nam\b|(?:{words})\b")
