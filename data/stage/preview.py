"""A look at a file before anything is done with it: its tables, its columns, its first rows."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.access.check import require
from data.ledger.layouts import remembered
from data.match.headers import FARTHEST
from data.match.table import Table
from data.match.tables import find_tables
from data.read import Note, read
from data.read.relations import head
from data.scratch import folder, refusing_full
from data.stage.request import Request

SHOWN = 8  # rows of each table
HEAD = 6 * FARTHEST  # rows that are read: those of a header and of its first data


@dataclass(frozen=True)
class Glimpse:
    """A table as a person is shown it: its sheet, its columns, the first rows of its data."""

    sheet: str
    table: Table
    rows: list[tuple[str | None, ...]]


@dataclass(frozen=True)
class Look:
    """What was seen in a file; `legacy` is the font encoding that its text seems typed in."""

    glimpses: Sequence[Glimpse]
    format: str
    encoding: str
    separator: str
    legacy: str
    notes: tuple[Note, ...]


def look(request: Request, store: Path) -> Look:
    """Read a file and find its tables; RefusedError where it has none or cannot be read, or who
    is at work may send none.
    """
    require("preview_import")
    with refusing_full(), folder("look") as scratch, duckdb.connect() as con:
        reading = read(request.path, Path(scratch), legacy=request.ask.legacy)
        # What is shown stands at the top; a server has no room for the whole of every file.
        sheets = [head(sheet, HEAD, Path(scratch)) for sheet in reading.sheets]
        reading = dataclasses.replace(reading, sheets=tuple(sheets))
        found = find_tables(con, reading, request.ask, remembered(store))
        glimpses = [
            Glimpse(
                one.sheet.name,
                one.table,
                con.execute(
                    f"select * exclude (line) from {one.name} where line >= ? order by line"
                    f" limit {SHOWN}",
                    [one.table.first_data_line],
                ).fetchall(),
            )
            for one in found
        ]
        return Look(
            glimpses,
            reading.format,
            reading.encoding,
            reading.separator,
            reading.legacy,
            reading.notes,
        )
