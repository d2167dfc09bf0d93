"""The legend of two indicators: a table of three columns and three rows, each cell a class."""

from dataclasses import dataclass

from pages.figures import palette
from pages.figures.marks.key import Key, box, text

WIDE, HIGH, HEAD = 54, 27, 62  # pixels of a cell; of what stands before a row
LETTERS, LINE, WRAP = 11.5, 16, 36


@dataclass(frozen=True)
class Table:
    """`columns` and `rows` are the classes of two indicators in words, ascending.

    `counts[row][column]` are the units of each cell.
    """

    column_title: str
    row_title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def key(table: Table) -> Key:
    """The table: the lowest row at the bottom, what its columns are under it."""
    below = -(-len(table.column_title) // WRAP) * LINE
    above = -(-len(table.row_title) // WRAP) * LINE
    start = below + LINE + 4
    shapes, texts = [], [text(0, below / 2, table.column_title, wrap=WRAP, size=LETTERS, bold=True)]
    for at, words in enumerate(table.columns):
        middle = HEAD + (at + 0.5) * WIDE
        texts.append(text(middle, below + LINE / 2 + 2, words, "center", size=LETTERS))
    for up, words in enumerate(table.rows):
        y = start + up * HIGH
        texts.append(text(HEAD - 5, y + HIGH / 2, words, "right", size=LETTERS))
        for at in range(len(table.columns)):
            colour = palette.TWO[up][at]
            ink = palette.PAPER if (up, at) in ((2, 2), (1, 2)) else palette.INK
            shapes.append(box(HEAD + at * WIDE, y, WIDE, HIGH, colour))
            count = str(table.counts[up][at])
            texts.append(text(HEAD + (at + 0.5) * WIDE, y + HIGH / 2, count, "center", ink))
    top = start + len(table.rows) * HIGH + above / 2 + 4
    texts.append(text(0, top, table.row_title, wrap=WRAP, size=LETTERS, bold=True))
    return Key(tuple(shapes), tuple(texts), top + above / 2 + 4)
