"""Lines with quotation marks: cells that hold separators or line breaks, and marks gone astray.

A mark that is opened and never closed must not swallow the good lines after it. So a line is joined
with the next ones only while these are no full rows of their own, and only if the joined record has
exactly as many cells as the header; otherwise the line that opened the mark is set aside, alone.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data.read.text.quotes import TORN

FARTHEST = 200  # lines that one cell may span
UNCLOSED = "unbalanced_quote"


@dataclass
class Quoted:
    """What became of the lines: `rows` with their first line, `rejects` (line, rule, text)."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)  # all lines that are dealt with here


def read_quoted(
    lines: Sequence[tuple[int, str]],
    width: int,
    following: Callable[[int, int], Sequence[tuple[int, str]]],
) -> Quoted:
    """Read the lines that hold a quotation mark, in file order, as (number, text).

    `following(line, count)` returns up to `count` lines after a line, whatever they hold.
    """
    done = Quoted()
    for line, text in lines:
        if line in done.claimed:
            continue
        done.claimed.add(line)
        cells = _cells(text)
        if cells is None:
            joined = _joined(text, width, following(line, FARTHEST))
            if joined is None:
                done.rejects.append((line, UNCLOSED, text))
                continue
            last, cells = joined
            done.claimed.update(range(line, last + 1))
        if len(cells) == width:
            done.rows.append((line, [" ".join(cell.split()) for cell in cells]))
        else:
            done.rejects.append((line, TORN, text))
    return done


def _joined(
    text: str, width: int, following: Sequence[tuple[int, str]]
) -> tuple[int, list[str]] | None:
    """The record that begins with `text`: its last line and its cells; None if there is none."""
    for line, more in following:
        alone = _cells(more)
        if alone is not None and len(alone) == width:
            return None
        text = f"{text}\n{more}"
        cells = _cells(text)
        if cells is not None:
            return (line, cells) if len(cells) == width else None
    return None


def _cells(text: str) -> list[str] | None:
    """The cells of a record; None when a quotation mark is left open or text follows a closed one.

    Marks inside a cell that does not begin with one are plain text, as in: Tổ "A".
    """
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else ([] if not rows else None)
