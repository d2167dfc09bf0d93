"""What was found in a sheet: which export it is and what each column holds."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data.match.folding import fold
from data.match.layout import is_total_row


@dataclass(frozen=True)
class Column:
    """A column from 0 with its header.

    `field` is a field of the export or a helper (name of the unit, district_name); "" where the
    column says nothing about the row, None where nobody knows yet: then there are suggestions.
    """

    index: int
    header: str
    field: str | None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An export that a header could be of: the share of required fields, the fields found."""

    kind: str
    score: float
    matched: int


@dataclass(frozen=True)
class Table:
    """The table of a sheet. `kind` is None where several exports fit: a person has to choose.

    Columns that have neither a header nor a cell in the rows looked at are not listed. A required
    code of a unit is not missing where the name of the unit is there.
    """

    kind: str | None
    header_lines: tuple[int, ...]
    first_data_line: int
    columns: tuple[Column, ...]
    missing_required: tuple[str, ...]
    is_demonstration: bool
    candidates: tuple[Candidate, ...]
    titles: tuple[str, ...]  # texts above the header
    header_rows: tuple[tuple[str, ...], ...]

    @property
    def mapping(self) -> dict[int, str]:
        """Column → field, without the columns that hold none."""
        return {column.index: column.field for column in self.columns if column.field}

    @property
    def unmatched(self) -> tuple[Column, ...]:
        """Columns of which nobody said yet what they hold."""
        return tuple(column for column in self.columns if column.field is None)

    @property
    def duplicates(self) -> dict[str, tuple[int, ...]]:
        """Field → its columns, where it has more than one."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, field in self.mapping.items():
            found[field].append(index)
        return {field: tuple(columns) for field, columns in found.items() if len(columns) > 1}

    @property
    def fingerprint(self) -> str:
        """The name of this layout; see fingerprint()."""
        return fingerprint([column.header for column in self.columns])

    @property
    def layout(self) -> str:
        """The name under which corrections of this layout are kept, for this export only."""
        return f"{self.kind}-{self.fingerprint}"

    def is_header_row(self, cells: Sequence[str | None]) -> bool:
        """Whether a row repeats one of the header's, as at the top of a printed page."""
        texts = _texts(cells)
        return len(texts) > 1 and any(texts == _texts(row) for row in self.header_rows)

    @property
    def code_column(self) -> int | None:
        """The column of the unit's code, if there is one."""
        codes = (c.index for c in self.columns if c.field in ("commune_code", "unit_code"))
        return next(codes, None)

    def is_data(self, cells: Sequence[str | None]) -> bool:
        """Whether a row below the header is data: not blank, not a total, not a header again."""
        is_total = is_total_row(cells, self.code_column)
        return any(cells) and not is_total and not self.is_header_row(cells)


def fingerprint(headers: Sequence[str]) -> str:
    """The name of a sender's layout: it changes with the order or the words of the headers."""
    text = "\x1f".join(map(fold, headers)).rstrip("\x1f")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _texts(cells: Sequence[str | None]) -> list[str]:
    return [fold(cell) for cell in cells if cell]
