"""Records of lines with quotation marks: cells with separators or line breaks, and stray marks.

A mark that is never closed must not swallow the good lines after it. So a line that leaves a mark
open is joined with the next ones only while these are no full rows of their own, and only if the
record has as many cells as the usual line of the file; otherwise it is torn, alone. A line with an
odd number of marks is no full row, so that the first cell of a row may have line breaks too.
"""

import csv
from collections.abc import Sequence

from data.read.text.shape import Shape

FARTHEST = 200  # lines that one cell may span
UNCLOSED = "unbalanced_quote"
MARK = '"'
OPEN = "unexpected end of data"  # what csv says of a record whose last cell is not closed
csv.field_size_limit(1 << 24)


def record(lines: Sequence[str], at: int, shape: Shape) -> tuple[int, list[str]] | None:
    """The cells of the record that begins at a line, and how many lines it takes; None if torn.

    One line alone may have any number of cells.
    """
    cells, is_open = _cut(lines[at], shape.separator)
    if cells is not None:
        return 1, cells
    joined = [lines[at]]
    while is_open and len(joined) <= FARTHEST and at + len(joined) < len(lines):
        following = lines[at + len(joined)]
        if _is_full(following, shape):
            return None
        joined.append(following)
        if MARK in following:
            cells, is_open = _cut("\n".join(joined), shape.separator)
            if cells is not None:
                return (len(joined), cells) if len(cells) == shape.width else None
    return None


def _is_full(line: str, shape: Shape) -> bool:
    if MARK not in line:
        return line.count(shape.separator) + 1 == shape.width
    if line.count(MARK) % 2:
        return False
    cells, _ = _cut(line, shape.separator)
    return cells is not None and len(cells) == shape.width


def _cut(text: str, separator: str) -> tuple[list[str] | None, bool]:
    """The cells of a record; else None, and whether more lines might close it.

    Marks inside a cell that does not begin with one are plain text, as in: Tổ "A".
    """
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    except csv.Error as error:
        return None, str(error) == OPEN
    return (rows[0], False) if len(rows) == 1 else (None, False)
