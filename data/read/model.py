"""What a reading is made of, and how it travels from the child process as JSON."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv

BLOCK = 4 << 20  # bytes that a thread reads at once
NO_CELLS = "\x1d"  # in no clean file: so each line is one cell


def load(con: duckdb.DuckDBPyConnection, sheet: Sheet, name: str) -> pa.Table | None:
    """A view of the Arrow table of an even sheet, which is returned, or a temporary table."""
    for kind in ("view", "table"):
        if con.execute(f"select 1 from duckdb_{kind}s() where {kind}_name = ?", [name]).fetchall():
            con.execute(f"drop {kind} {name}")
    even = _even(sheet)
    if even is not None:
        con.register(name, even)
        return even
    rows = _uneven(con, sheet) if sheet.plain else _padded(con, sheet)
    rows.create_view("sheet_as_read", replace=True)
    con.execute(f"create temp table {name} as from sheet_as_read")
    con.execute("drop view sheet_as_read")
    return None


def relation(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> duckdb.DuckDBPyRelation:
    """The rows of a sheet: of a plain file its lines, numbered by their place in it."""
    even = _even(sheet)
    if even is not None:
        return con.from_arrow(even)
    return _uneven(con, sheet) if sheet.plain else _padded(con, sheet)


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
        cells = csv.read_csv(
            sheet.path,
            csv.ReadOptions(column_names=list(types), block_size=BLOCK),
            csv.ParseOptions(
                delimiter=sheet.plain or CELLS, quote_char=False, ignore_empty_lines=False
            ),
            csv.ConvertOptions(
                check_utf8=False,  # the child did
                column_types=types,
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if not sheet.plain:
        return cells
    if cells.num_rows != sheet.rows:
        return None
    # from_buffers, as pa.array of NumPy would import pandas first
    lines = pa.py_buffer(np.arange(1, sheet.rows + 1, dtype=np.int64))
    return cells.add_column(0, "line", pa.Array.from_buffers(pa.int64(), sheet.rows, [None, lines]))


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


if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

NATIVE = "\x1e"  # stands before a number that the workbook holds as a number
CELLS = "\x1f"  # between the cells of a numbered file; no cleaned cell holds it
LONGEST = 1 << 20  # bytes of a line; DuckDB reads lines of up to 2 MB


@dataclass(frozen=True)
class Limits:
    """What a file may cost; beyond it, the file is refused."""

    bytes: int = 200 << 20  # of the file
    unpacked: int = 1 << 30  # of all parts of a workbook together
    ratio: int = 200  # unpacked to packed, for parts of more than 10 MB
    cells: int = 12_000_000  # of the used range of one sheet, blank ones too
    columns: int = 1024
    memory: int = 2 << 30  # address space of the child
    seconds: int = 120
    written: int = 2 << 30  # of one file in the scratch directory


@dataclass(frozen=True)
class Note:
    """Something to tell a person. `text` is a place or what stood there, not a sentence.

    Codes: mislabelled (text: the real format), mixed_line_endings (how many of each),
    hidden_sheet, hidden_row (first–last), error_cell, formula_without_value (the cell),
    declared_larger (the declared range), more_notes (the code of those left out);
    cells_without_header (the first such cell and how many there are), of later stages.
    `line` is 0 where the note is about a whole sheet.
    """

    code: str
    sheet: str
    line: int
    text: str


@dataclass(frozen=True)
class Sheet:
    """One table of text. `path` is the file of `relation`; read it in no other way.

    `rows` counts the lines or rows that a person sees, blank ones within the used range too.
    `merged` holds first row, first column, last row, last column, from 1, inclusive.
    `plain` is the separator when `path` is the received file itself, clean and without quotation
    marks; else "", and `path` is a numbered file in the scratch directory.
    """

    name: str
    is_hidden: bool
    path: Path
    rows: int
    width: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    plain: str = ""

    def relation(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """The rows: line BIGINT and c1..cN VARCHAR, NULL where empty, in no set order.

        Blank lines are rows of NULL. A record over several lines is one row, at its first line;
        a torn line is none. The lines of a plain file become a temporary table of `con`.
        """
        pass

        return relation(con, self)

    def lines(self, con: duckdb.DuckDBPyConnection, separator: str) -> str:
        """The query of the rows of a text file: line, text, and cells, of which each has so many.

        Only for a sheet whose rows are not even, after `load`; `separator` parts the cells in text.
        """
        pass

        return lines(con, self, separator)

    def load(self, con: duckdb.DuckDBPyConnection, name: str) -> pa.Table | None:
        """Make the same rows known to a connection by a name: read once, scanned often.

        The Arrow table of them, in the order of the lines, where all have as many cells.
        """
        pass

        return load(con, self, name)


@dataclass(frozen=True)
class Reading:
    """A file that was read. `torn`: sheet, line, rule, text of the lines that no cell was cut from.

    `legacy` names the font encoding in which the text seems typed, by a score; it is converted only
    where a person said so. The encoding is "cp1252" for bytes of such fonts, "" for workbooks.
    """

    path: Path
    sha256: str
    bytes: int
    format: str
    encoding: str
    separator: str
    legacy: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()
    torn: tuple[tuple[str, int, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, as the child writes them."""
        found = asdict(self)
        for part in (found, *found["sheets"]):
            part["path"] = str(part["path"])
        return found


def from_json(found: dict[str, Any]) -> Reading:
    """The reading that `as_json` made the values of."""
    sheets = tuple(
        Sheet(
            **{
                **sheet,
                "path": Path(sheet["path"]),
                "merged": tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
            }
        )
        for sheet in found["sheets"]
    )
    parts = {
        "path": Path(found["path"]),
        "sheets": sheets,
        "notes": tuple(Note(**note) for note in found["notes"]),
        "torn": tuple((sheet, line, rule, text) for sheet, line, rule, text in found["torn"]),
    }
    return Reading(**{**found, **parts})
