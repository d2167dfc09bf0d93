"""Numbers, days and months: the SQL reads a cell as plain Python does, and rewrites no other.

The first byte chooses a kind, since planning the statement for all of them takes 20 ms.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.matching import grid, with_macros
from tests.fuzz.plainly import amount, any_day, count, day, month, year
from tests.fuzz.reading import said


@dataclass(frozen=True)
class Kind:
    """The macro that reads a cell, and its twin in Python; macros that rewrite one, and theirs."""

    read: str
    twin: Callable[[str], object]
    rewrite: dict[str, Callable[[str], object] | None]

    @property
    def query(self) -> str:
        """For each cell: its value, what each macro makes of it, and the value of that."""
        texts = [f"{macro}(c)" for macro in self.rewrite]
        values = [f"{self.read}({text})" for text in ("c", *texts)]
        return f"select {', '.join([*values, *texts])} from (select unnest($1::varchar[]) as c)"


def vi_count(cell: str) -> int | None:
    """A count in Vietnamese style."""
    return count(cell, ".")


def any_count(cell: str) -> int | None:
    """A count in plain style, else in Vietnamese: what is no plain number stays as it is."""
    found = count(cell, ",")
    return vi_count(cell) if found is None else found


def vi_amount(cell: str) -> object:
    """An amount in Vietnamese style."""
    return amount(cell, ".", ",")


def any_amount(cell: str) -> object:
    """An amount in plain style, else in Vietnamese."""
    found = amount(cell, ",", ".")
    return vi_amount(cell) if found is None else found


KINDS = (
    Kind("as_count", vi_count, {"count_from_vi": vi_count, "count_from_plain": any_count}),
    Kind("as_amount", vi_amount, {"amount_from_vi": vi_amount, "amount_from_plain": any_amount}),
    Kind("as_day", day, {"day_from_any": any_day}),
    Kind("as_month", month, {"month_from_any": None}),
    Kind("as_year", year, {"year_from_any": None}),
)


def read_values(data: bytes) -> None:
    """Each cell of each line."""
    if not data:
        return
    kind = KINDS[data[0] % len(KINDS)]
    cells = [part for row in grid(said(data[1:])) for part in row if part][:200]
    rows = with_macros().execute(kind.query, [cells]).fetchall()
    assert len(rows) == len(cells), "a cell is lost"
    for cell, (value, *row) in zip(cells, rows, strict=True):
        _check(f"{kind.read} of {cell!r}", cell, value, kind.twin)
        half = len(kind.rewrite)
        for (macro, twin), new, text in zip(kind.rewrite.items(), row, row[half:], strict=False):
            place = f"{macro} of {cell!r}, {text!r},"
            assert text == _unread(cell) or new is not None, f"{place} cannot be read"
            assert value is None or new is not None, f"{place} could be read before"
            _check(place, cell, new, twin)


def _unread(cell: str) -> str:
    """A cell that nothing reads: as it was, a number of a workbook as a person writes it."""
    return cell[1:].replace(".", ",") if cell.startswith("\x1e") else cell


def _check(place: str, cell: str, found: object, twin: Callable[[str], object] | None) -> None:
    if twin and not cell.startswith("\x1e"):
        assert found == twin(cell), f"{place} is {found!r}, not {twin(cell)!r}"
