"""The rows of a table that hold data; titles, headers, totals, blank and torn rows are counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from data import sql_files
from data.match.folding import fold
from data.match.layout import is_unit_row
from data.match.rows_without_data import rows_without_data
from data.match.tables import Found
from data.read import Note, Reading, relations
from data.read.workbook.cells import letters

TORN = "wrong_number_of_cells"
WITHOUT_HEADER = "cells_without_header"
ROWS_ASIDE = "rows_of_no_data"
MOST = 20  # lines that are named


def stray_cells(con: duckdb.DuckDBPyConnection, found: Found, rows: str) -> Note | None:
    """A note of the first such cell and their number; None where each cell has a header.

    A column without one counts as known where a person said that it holds a field, or nothing.
    """
    known = {c.index for c in found.table.columns if c.header or c.field is not None}
    unknown = [index for index in range(found.sheet.width) if index not in known]
    if not unknown:
        return None
    names = [f"c{index + 1}" for index in unknown]
    query = sql_files.load("intake", "stray_cells").filled(
        rows=rows,
        cells=", ".join(names),
        count=" + ".join(f"count({name})" for name in names),
        empty=", ".join(f"{name} is null" for name in names),
    )
    cells, line, empty = con.execute(query).fetchall()[0]
    if not cells:
        return None
    place = f"{letters(unknown[empty.index(False)])}{line}"
    return Note(WITHOUT_HEADER, found.sheet.name, line, f"{place} ({cells})")


SHEET = 1 << 32
Torn = tuple[int, str, str, str]  # line, field, rule, text
ORIGIN = "Mã dòng tách riêng"  # heads the column by which a mended line is known again


@dataclass(frozen=True)
class DataRows:
    """`name` is a view of the rows of data; `others` were left out of it, and so were `torn`.

    `mended` are the lines set aside before, as "load:line", that the rows bring back.
    """

    name: str
    others: int
    torn: list[Torn]
    mended: list[str]
    stray: Note | None  # of cells without a header
    aside: Note | None = None  # of rows of units and of signatures


def data_rows(con: duckdb.DuckDBPyConnection, reading: Reading, found: Found) -> DataRows:
    """Tell the rows of data of a table from all others."""
    name, cells = f"{found.name}_data", _cells(1, found.sheet.width)
    last = found.table.header_lines[-1]
    none = rows_without_data(con, found.name, found.sheet.width, found.table)
    without = [*none.totals, *none.headers, *none.below]
    head = con.execute(f"select count(*) from {found.name} where line <= {last}").fetchall()[0][0]
    rows, claims = found.name, [f"line > {last}"]
    if found.even is not None:  # a slice costs nothing, a filter a copy of the table at each look
        rows, claims = f"{found.name}_below", ["true"]
        con.register(rows, found.even.slice(int(head)))
    if none.blanks:
        claims.append(f"coalesce({cells}) is not null")
    if without:
        claims.append(f"line not in ({', '.join(map(str, without))})")
    _view(con, name, rows, claims)
    torn = [*_wide(con, reading, found, name), *_short(con, reading, found, name)]
    if torn:
        lines = ", ".join(str(line) for line, *_ in torn)
        _view(con, name, rows, [*claims, f"line not in ({lines})"])
    offset = SHEET * found.place
    torn = [(offset + line, field, rule, text) for line, field, rule, text in torn]
    torn += [
        (offset + line, "", rule, text)
        for sheet, line, rule, text in reading.torn
        if sheet == found.sheet.name
    ]
    others = int(head) + none.blanks + len(without)
    stray = stray_cells(con, found, name)
    aside = _rows_aside(found, none.below)
    return DataRows(name, others, sorted(torn), _mended(con, found, name), stray, aside)


def _rows_aside(found: Found, below: Sequence[int]) -> Note | None:
    """A note of the rows that say in what the columns are counted, and of those below the table."""
    heads = list(zip(found.table.header_lines, found.table.header_rows, strict=True))
    units = [line for line, cells in heads[1:] if is_unit_row(cells)]
    lines = [*units, *below]
    if not lines:
        return None
    places = ", ".join(map(str, lines[:MOST])) + (" …" if len(lines) > MOST else "")
    return Note(ROWS_ASIDE, found.sheet.name, lines[0], places)


def _view(con: duckdb.DuckDBPyConnection, name: str, table: str, claims: list[str]) -> None:
    con.execute(f"create or replace temp view {name} as from {table} where {' and '.join(claims)}")


def _wide(con: duckdb.DuckDBPyConnection, reading: Reading, found: Found, rows: str) -> list[Torn]:
    """Lines of a text file with more cells than heads."""
    known = (c.index for c in found.table.columns if c.header or c.field)
    last = 1 + max(known, default=0)
    width = found.sheet.width
    if not reading.separator or last >= width:
        return []
    texts = ", ".join(f"coalesce(c{n}, '')" for n in range(1, width + 1))
    lines = con.execute(
        f"select line, concat_ws(?, {texts}) from {rows}"
        f" where coalesce({_cells(last + 1, width)}) is not null order by line",
        [reading.separator],
    ).fetchall()
    return [(line, "", TORN, text[:500]) for line, text in lines]


def _short(con: duckdb.DuckDBPyConnection, reading: Reading, found: Found, rows: str) -> list[Torn]:
    """Lines of a text file with fewer cells than the last field needs."""
    least = 1 + max(found.table.mapping, default=0)
    if not reading.separator or found.even is not None:
        return []
    query = sql_files.load("intake", "short_lines").filled(
        lines=f"({relations.lines(con, found.sheet, reading.separator)})",
        least=str(least),
        rows=rows,
    )
    return [(line, "", TORN, text[:500]) for line, text in con.execute(query).fetchall()]


def _mended(con: duckdb.DuckDBPyConnection, found: Found, rows: str) -> list[str]:
    places = [c.index + 1 for c in found.table.columns if fold(c.header) == fold(ORIGIN)]
    if not places:
        return []
    cells = con.execute(f"select distinct c{places[0]} from {rows}").fetchall()
    return [text for (text,) in cells if text]


def _cells(first: int, last: int) -> str:
    return ", ".join(f"c{number}" for number in range(first, last + 1))
