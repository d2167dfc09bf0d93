"""A frozen table as it is read in a document: numbers written, and made as short as it can be."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from geo.map.edges import written
from pages.briefs.frozen import Cell, FrozenTable
from pages.text import formats
from pages.text.language import Language

MOST_DECIMALS = 4
YEARS = range(1900, 2100)  # a column of such numbers only is written without the sign of thousands
AIR, TITLE, LONG = 2, 14, 80  # letters beside a text; of a line of a title; from which it is long
Wide = Callable[[Sequence[str]], int]
BREAKS = "[ \n]"  # where a line may end: not at a space without a break
USUAL = 0.9  # the part of the cells of a column that its width is made for


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


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of columns of texts, titles first, that have so much room, all in letters.

    No word is cut while there is room for it, and a title may take several lines.
    """
    least = [_least(one) for one in columns]
    if sum(least) > room:
        return [letters * room // sum(least) for letters in least]
    lines = [_usual([one[0][:TITLE], *one[1:]]) + AIR for one in columns]
    more = [min(max(line - word, 0), LONG) for line, word in zip(lines, least, strict=True)]
    share = min(1.0, (room - sum(least)) / max(sum(more), 1))
    return [one + int(further * share) for one, further in zip(least, more, strict=True)]


def _least(column: Sequence[str]) -> int:
    """Letters of a column in which each word has its place."""
    words = (word for text in column for word in re.split(BREAKS, text))
    return max(map(len, words), default=0) + AIR


def _usual(column: Sequence[str]) -> int:
    """Letters of the cells of a column but its longest tenth, which may take two lines."""
    return sorted(map(len, column))[int(USUAL * (len(column) - 1) + 0.5)]


def in_one_line(column: Sequence[str]) -> int:
    """Letters of a column, its title first, whose cells take one line, and its title about two."""
    title, *cells = column
    return (
        max([len(word) for word in re.split(BREAKS, title)] + [*map(len, cells), len(title) // 2])
        + AIR
    )


def shortened(table: Table, rows: int, room: int | None = None, wide: Wide = _least) -> Table:
    """The first rows, in the names, the values and what other columns have their place in a room.

    The room is in letters, as `wide` measures a column with its title; None: all columns. Where
    rows have the same name, what tells them apart comes first.
    """
    kept = list(range(len(table.columns)))
    if room is not None:
        apart = _apart(table, rows)
        first = [at for at in (apart, table.values, table.names) if at is not None]
        order, kept = list(dict.fromkeys([*first, *kept])), []
        for at in order:
            room -= wide([table.columns[at], *(row[at] for row in table.rows[:rows])])
            if room < 0 and kept:
                break
            kept.append(at)
        kept.sort()
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows[:rows]),
        is_number=tuple(table.is_number[at] for at in kept),
        amounts=tuple(tuple(row[at] for at in kept) for row in table.amounts[:rows]),
        names=kept.index(table.names) if table.names in kept else None,
        values=kept.index(table.values) if table.values in kept else None,
    )


def _apart(table: Table, rows: int) -> int | None:
    """The column that names the first rows, else the first of words that tells more of them."""
    if table.names is None:
        return None

    def distinct(at: int) -> int:
        return len({row[at] for row in table.rows[:rows]})

    texts = [at for at, is_number in enumerate(table.is_number) if not is_number]
    return next((at for at in texts if distinct(at) > distinct(table.names)), table.names)


def left_out(shown: Table, whole: Table, words: Language) -> str:
    """Where the rest of a table is; "" where nothing was left out."""
    counts = len(shown.rows), len(whole.rows), len(shown.columns), len(whole.columns)
    if counts[0] == counts[1] and counts[2] == counts[3]:
        return ""
    n, every, some, columns = counts
    return words.t(
        "Rows: {n} of {all}; columns: {some} of {every}. The workbook (XLSX) holds all.",
        n=n, all=every, some=some, every=columns,
    )  # fmt: skip


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
    """The column that is compared: that of values, else the only one that holds numbers."""
    places = [at for at, has in enumerate(has_number) if has]
    title = words.t("Value")
    if title in columns and columns.index(title) in places:
        return columns.index(title)
    return places[0] if len(places) == 1 else None


def _written(cells: tuple[Cell, ...], words: Language) -> list[str]:
    """A column as it is read: all its numbers with as many decimals as one of them needs."""
    decimals = decimals_of(cells)
    numbers = [cell for cell in cells if _is_number(cell)]
    if numbers and all(isinstance(one, int) and one in YEARS for one in numbers):
        return [formats.MISSING if cell is None else str(cell) for cell in cells]
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
