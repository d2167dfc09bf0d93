"""Tables as text for other programs: CSV and JSON with plain numbers, nothing where none is."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import numpy as np

Cell = str | float | int | None
FORMATS = ("csv", "json")


def write(
    rows: Iterable[Mapping[Any, object]], columns: Sequence[str], form: str, out: TextIO
) -> None:
    """Writes the named columns of rows as csv or json."""
    table = [{column: _plain(row[column]) for column in columns} for row in rows]
    if form == "json":
        json.dump(table, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(row[column]) for column in columns] for row in table)


def _plain(value: object) -> Cell:
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(value)
    return value if isinstance(value, int) else str(value)


def _text(cell: Cell) -> str:
    """A cell as CSV has it: every digit of a number, with a point and without an exponent."""
    if cell is None:
        return ""
    return np.format_float_positional(cell, trim="-") if isinstance(cell, float) else str(cell)
