"""Cells in columns that have no header: nobody can say what they mean, but that they are there."""

import duckdb

from data import sqlfiles
from data.intake.reading import Note
from data.intake.tables import Found

WITHOUT_HEADER = "cells_without_header"


def stray_cells(con: duckdb.DuckDBPyConnection, found: Found, rows: str) -> Note | None:
    """A note of the first such cell and their number; None where each cell has a header.

    A column without one counts as known where a person said that it holds a field, or nothing.
    """
    known = {c.index for c in found.table.columns if c.header or c.field is not None}
    unknown = [index for index in range(found.sheet.width) if index not in known]
    if not unknown:
        return None
    names = [f"c{index + 1}" for index in unknown]
    query = sqlfiles.load("intake", "stray_cells").filled(
        rows=rows,
        cells=", ".join(names),
        count=" + ".join(f"count({name})" for name in names),
        empty=", ".join(f"{name} is null" for name in names),
    )
    cells, line, empty = con.execute(query).fetchall()[0]
    if not cells:
        return None
    place = f"{_letters(unknown[empty.index(False)])}{line}"
    return Note(WITHOUT_HEADER, found.sheet.name, line, f"{place} ({cells})")


def _letters(index: int) -> str:
    """The name of a column, from 0, as a spreadsheet shows it: A, B … Z, AA."""
    rest, last = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)
