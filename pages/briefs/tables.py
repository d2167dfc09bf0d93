"""A frozen table as it is read in a document: numbers written, and made as short as it can be."""

from collections.abc import Collection
from dataclasses import dataclass

from geo.map.edges import written
from pages.briefs.frozen import Cell, FrozenTable
from pages.text import formats
from pages.text.language import Language

MOST_DECIMALS = 4


@dataclass(frozen=True)
class Table:
    """A table to be read: numbers as the language writes them.

    What is the same in all its rows is said once, in `common`. `names` and `values` are the places
    of the columns that a chart shows, None where there is no such column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_number: tuple[bool, ...]
    common: tuple[tuple[str, str], ...]
    amounts: tuple[tuple[Cell, ...], ...]  # the rows as they were frozen
    names: int | None
    values: int | None


def table(frozen: FrozenTable, words: Language, known: Collection[str] = ()) -> Table:
    """A frozen table to be read; what is `known` of all rows from elsewhere is left out."""
    cells = [
        _written(tuple(row[at] for row in frozen.rows), words) for at in range(len(frozen.columns))
    ]
    is_same = [len(column) > 1 and len(set(column)) == 1 for column in cells]
    if all(is_same):  # rows that are all alike stay
        is_same = [False] * len(cells)
    kept = [at for at, same in enumerate(is_same) if not same]
    columns = [frozen.columns[at] for at in kept]
    amounts = tuple(tuple(row[at] for at in kept) for row in frozen.rows)
    is_number = [any(_is_number(row[at]) for row in amounts) for at in range(len(kept))]
    return Table(
        columns=tuple(columns),
        rows=tuple(zip(*(cells[at] for at in kept), strict=True)),
        is_number=tuple(is_number),
        common=tuple(
            (title, column[0])
            for title, column, same in zip(frozen.columns, cells, is_same, strict=True)
            if same and column[0] not in {"", formats.MISSING, *known}
        ),
        amounts=amounts,
        names=_names(columns, amounts, words),
        values=_values(columns, is_number, words),
    )


def _names(columns: list[str], rows: tuple[tuple[Cell, ...], ...], words: Language) -> int | None:
    """The column that names the rows: that of units, else the first of distinct words."""
    if words.t("Unit") in columns:
        return columns.index(words.t("Unit"))
    for at in range(len(columns)):
        texts = [row[at] for row in rows]
        are_words = all(isinstance(one, str) and not one.isdecimal() for one in texts)
        if are_words and len(set(texts)) == len(texts):
            return at
    return None


def _values(columns: list[str], has_number: list[bool], words: Language) -> int | None:
    """The column that is compared: that of values, else the last that holds a number."""
    places = [at for at, has in enumerate(has_number) if has]
    title = words.t("Value")
    if title in columns and columns.index(title) in places:
        return columns.index(title)
    return places[-1] if places else None


def _written(cells: tuple[Cell, ...], words: Language) -> list[str]:
    """A column as it is read: all its numbers with as many decimals as one of them needs."""
    decimals = decimals_of(cells)
    return [
        formats.number(cell, words, decimals) if _is_number(cell) or cell is None else str(cell)
        for cell in cells
    ]


def decimals_of(cells: tuple[Cell, ...]) -> int:
    """How many decimals the numbers of a column need, four at most."""
    known = [cell for cell in cells if isinstance(cell, float)]
    fitting = (n for n in range(MOST_DECIMALS) if all(abs(c - written(c, n)) < 1e-9 for c in known))
    return next(fitting, MOST_DECIMALS)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
