"""Writes numbered files: a line of text a row, its number first, cells between U+001F."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from data.read import refusals
from data.read.model import CELLS, LONGEST
from data.refusal import RefusedError

BATCH = 20_000


def numbered_row(line: int, cells: Iterable[str]) -> str:
    """One row; cells hold no line breaks and no control characters but the mark of numbers."""
    return f"{line}{CELLS}{CELLS.join(cells)}"


class Numbered:
    """A numbered file that is being written; `with` closes it."""

    def __init__(self, source: Path, path: Path) -> None:
        self._source, self.path = source, path
        self._file = path.open("wb")
        self._rows: list[str] = []

    def __enter__(self) -> "Numbered":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._flush()
        finally:
            self._file.close()

    def add(self, row: str) -> None:
        """Add what `numbered_row` made. RefusedError when it is longer than a reader takes."""
        if len(row) > LONGEST // 3 and len(row.encode()) > LONGEST:
            raise too_long(self._source, int(row.partition(CELLS)[0]))
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._flush()

    def extend(self, rows: Iterable[str]) -> int:
        """Add many; how many they were."""
        rows, count = iter(rows), 0
        while batch := list(islice(rows, BATCH)):
            if max(map(len, batch)) > LONGEST // 3:
                for row in batch:
                    self.add(row)
            else:
                self._rows += batch
                self._flush()
            count += len(batch)
        return count

    def _flush(self) -> None:
        self._file.write("\n".join([*self._rows, ""]).encode())
        self._rows.clear()


def too_long(source: Path, line: int) -> RefusedError:
    """A line that no table has."""
    most = LONGEST >> 20
    return refusals.too_wide(
        source, "", f"có dòng dài quá {most} MB.", f"a line is longer than {most} MB.", line
    )
