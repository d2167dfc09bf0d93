"""Rows as a command prints them: csv with every digit, or json."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TextIO

import numpy as np

Cell = str | float | int | None


def write(
    rows: Iterable[Mapping[Any, object]], columns: Sequence[str], form: str, out: TextIO
) -> None:
    """Writes the named columns of rows as csv or json."""
    if form == "json":
        table = [{column: plain(row[column]) for column in columns} for row in rows]
        json.dump(table, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    write_lines(([row[column] for column in columns] for row in rows), columns, out)


def write_lines(rows: Iterable[Sequence[object]], columns: Sequence[str], out: TextIO) -> None:
    """Writes rows of cells as csv, one after the other."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)


def plain(value: object) -> Cell:
    """A value as json has it: whole numbers without a point, None for NaN."""
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(value)
    return value if isinstance(value, int) else str(value)


@lru_cache(maxsize=65536, typed=True)  # of many lines most cells are those of others
def _written(cell: object) -> str:
    return _text(plain(cell))


def _text(cell: Cell) -> str:
    """A cell as CSV has it: every digit of a number, with a point and without an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, str):  # what begins like a formula is shown, not computed
        return re.sub(r"^(?=\s*[=+\-@＝＋－＠])", "'", cell)
    return np.format_float_positional(cell, trim="-") if isinstance(cell, float) else str(cell)
