"""Sheets as DuckDB reads them: numbered files, and text files just as they came."""

import hashlib
from collections.abc import Collection, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from uuid import uuid4

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv

from data.read.model import CELLS, Sheet
from data.read.text.plain import whole_lines

BLOCK = 4 << 20  # bytes that a thread reads at once
LONG = 1_000_000  # rows from which a sheet is read in pieces
PIECE = 32 << 20  # bytes of one
NO_CELLS = "\x1d"  # in no clean file: so each line is one cell


def is_long(sheet: Sheet) -> bool:
    """Whether a sheet is read in pieces where that can be: a text file just as it came."""
    return bool(sheet.plain) and sheet.rows > LONG


def head(sheet: Sheet, most: int, scratch: Path) -> Sheet:
    """The first rows of a sheet as a sheet, in a new file; of long lines fewer."""
    if sheet.rows <= most:
        return sheet
    path, size, rows = scratch / f"head-{uuid4().hex}.txt", 0, 0
    with sheet.path.open("rb") as source, path.open("wb") as target:
        for line in islice(source, most):
            target.write(line)
            size, rows = size + len(line), rows + 1
            if size > PIECE:
                break
    return replace(sheet, path=path, rows=rows)


def load_head(con: duckdb.DuckDBPyConnection, sheet: Sheet, name: str) -> bool:
    """Make the first rows of a long sheet known by a name, as `load` does; False if it cannot."""
    first = next(pieces(sheet, 1 << 20), None)
    if first is None:
        return False
    forget(con, name)
    con.register(name, first)
    return True


def pieces(sheet: Sheet, size: int, whole: Collection[int] = ()) -> Generator[pa.Table | None]:
    """The rows of a long sheet as `load` gives them, a piece of some `size` in bytes at a time.

    The cells of a column are dictionary-encoded, one dictionary a piece, but for those in `whole`
    (columns from 0), of which most cells differ. The last piece is None, where the rows turn out
    not to have as many cells each.
    """
    texts = pa.dictionary(pa.int32(), pa.string())
    types = {f"c{n + 1}": pa.string() if n in whole else texts for n in range(sheet.width)}
    line = 1
    with ThreadPoolExecutor(1) as ahead:  # the next piece is cut while this one is used
        waiting: list[Future[pa.Table]] = []
        try:
            for lines in _blocks(sheet, size):
                waiting.append(ahead.submit(_cut, lines, types, sheet.plain))
                if len(waiting) > 1:
                    cells = waiting.pop(0).result()
                    yield _numbered(cells, line)
                    line += cells.num_rows
            for last in waiting:
                cells = last.result()
                yield _numbered(cells, line)
                line += cells.num_rows
        except pa.ArrowInvalid:
            yield None
            return
    if line != sheet.rows + 1:
        yield None


def _blocks(sheet: Sheet, size: int) -> Iterator[bytes]:
    """The bytes of a file, cut where lines end."""
    with sheet.path.open("rb") as file:
        yield from whole_lines(file, size)


def _cut(lines: bytes, types: dict[str, pa.DataType], separator: str) -> pa.Table:
    return _cells(pa.BufferReader(lines), types, separator).unify_dictionaries()


def _numbered(cells: pa.Table, first: int) -> pa.Table:
    return cells.add_column(0, "line", integers(np.arange(first, first + cells.num_rows)))


def integers(numbers: np.ndarray) -> pa.Array:
    """An array of int64 or int32; pa.array of NumPy would import pandas first."""
    kind = {np.dtype(np.int64): pa.int64(), np.dtype(np.int32): pa.int32()}[numbers.dtype]
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])


def forget(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Drop the view or table of a name, if there is one."""
    for kind in ("view", "table"):
        if con.execute(f"select 1 from duckdb_{kind}s() where {kind}_name = ?", [name]).fetchall():
            con.execute(f"drop {kind} {name}")


def load(con: duckdb.DuckDBPyConnection, sheet: Sheet, name: str) -> pa.Table | None:
    """Make the rows of a sheet known to a connection by a name: read once, scanned often.

    A view of the Arrow table of an even sheet, which is returned in the order of the lines, or a
    temporary table. Columns line BIGINT and c1..cN VARCHAR, NULL where empty. Blank lines are rows
    of NULL. A record over several lines is one row, at its first line; a torn line is none.
    """
    forget(con, name)
    even = _even(sheet)
    if even is not None:
        con.register(name, even)
        return even
    rows = _uneven(con, sheet) if sheet.plain else _padded(con, sheet)
    rows.create_view("sheet_as_read", replace=True)
    con.execute(f"create temp table {name} as from sheet_as_read")
    con.execute("drop view sheet_as_read")
    return None


def _padded(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> duckdb.DuckDBPyRelation:
    """A numbered file, whose rows may be short."""
    columns = {"line": "BIGINT", **{f"c{n}": "VARCHAR" for n in range(1, sheet.width + 1)}}
    return con.read_csv(
        str(sheet.path),
        header=False,
        sep=CELLS,
        quotechar="",
        escapechar="",
        columns=columns,
        auto_detect=False,
        null_padding=True,
    )


def _even(sheet: Sheet) -> pa.Table | None:
    """The rows of a sheet that have as many cells each; None if they have not."""
    types = {f"c{n}": pa.string() for n in range(1, sheet.width + 1)}
    if not sheet.plain:  # each line begins with its number
        types = {"line": pa.int64(), **types}
    try:
        cells = _cells(sheet.path, types, sheet.plain or CELLS)
    except pa.ArrowInvalid:
        return None
    if not sheet.plain:
        return cells
    return _numbered(cells, 1) if cells.num_rows == sheet.rows else None


def _cells(
    source: Path | pa.BufferReader, types: dict[str, pa.DataType], separator: str
) -> pa.Table:
    """The cells of lines that have as many each; pa.ArrowInvalid if they have not."""
    return csv.read_csv(
        source,
        csv.ReadOptions(column_names=list(types), block_size=BLOCK),
        csv.ParseOptions(delimiter=separator, quote_char=False, ignore_empty_lines=False),
        csv.ConvertOptions(
            check_utf8=False,  # the child did
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def lines(con: duckdb.DuckDBPyConnection, sheet: Sheet, separator: str) -> str:
    """The query of the rows of a text file as line, text, and the number of their cells."""
    if sheet.plain:
        cells = f"len(string_split(text, {_literal(sheet.plain)}))"
        return f"select rowid + 1 as line, text, {cells} as cells from {_lines(con, sheet)}"
    mark = f"chr({ord(CELLS)})"
    return (
        f"select cast(split_part(text, {mark}, 1) as bigint) as line,"
        f" replace(substr(text, instr(text, {mark}) + 1), {mark}, {_literal(separator)}) as text,"
        f" len(string_split(text, {mark})) - 1 as cells from {_one_cell_a_line(sheet)}"
    )


def _uneven(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> duckdb.DuckDBPyRelation:
    """The lines of a plain file, cut into cells."""
    cells = ", ".join(f"nullif(cells[{n}], '') as c{n}" for n in range(1, sheet.width + 1))
    return con.sql(
        f"select line, {cells} from (select rowid + 1 as line,"
        f" string_split(text, {_literal(sheet.plain)}) as cells from {_lines(con, sheet)})"
    )


def _lines(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> str:
    """The number of a line is its place in a table of lines, which keeps the order of the file."""
    found = sheet.path.stat()
    mark = f"{sheet.path.absolute()} {found.st_mtime_ns} {found.st_size}"
    table = f"lines_{hashlib.sha256(mark.encode()).hexdigest()[:16]}"
    if not con.execute(
        "select 1 from duckdb_tables() where temporary and table_name = ?", [table]
    ).fetchall():
        con.execute(f"create temp table {table} as from {_one_cell_a_line(sheet)}")
    return table


def _one_cell_a_line(sheet: Sheet) -> str:
    path = str(sheet.path).replace("'", "''")
    return (
        f"read_csv('{path}', header = false, sep = '{NO_CELLS}', quote = '', escape = '',"
        " columns = {'text': 'VARCHAR'}, auto_detect = false)"
    )


def _literal(separator: str) -> str:
    return "chr(9)" if separator == "\t" else f"'{separator}'"
