"""Sheets as DuckDB reads them: numbered files, and text files just as they came."""

import hashlib

import duckdb

from data.intake.reading.model import CELLS, Sheet

NO_CELLS = "\x1d"  # in no clean file: so each line is one cell


def numbered(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> duckdb.DuckDBPyRelation:
    """Each line of the file begins with its number; rows may be short."""
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


def plain(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> duckdb.DuckDBPyRelation:
    """The number of a line is its place in a table of lines, which keeps the order of the file."""
    found = sheet.path.stat()
    mark = f"{sheet.path.absolute()} {found.st_mtime_ns} {found.st_size}"
    table = f"lines_{hashlib.sha256(mark.encode()).hexdigest()[:16]}"
    if not con.execute(
        "select 1 from duckdb_tables() where temporary and table_name = ?", [table]
    ).fetchall():
        lines = con.read_csv(
            str(sheet.path),
            header=False,
            sep=NO_CELLS,
            quotechar="",
            escapechar="",
            columns={"text": "VARCHAR"},
            auto_detect=False,
        )
        lines.create_view("lines_as_read", replace=True)
        con.execute(f"create temp table {table} as from lines_as_read")
        con.execute("drop view lines_as_read")
    cells = ", ".join(f"nullif(cells[{n}], '') as c{n}" for n in range(1, sheet.width + 1))
    return con.sql(
        f"select line, {cells} from (select rowid + 1 as line,"
        f" string_split(text, {_literal(sheet.plain)}) as cells from {table})"
    )


def _literal(separator: str) -> str:
    return "chr(9)" if separator == "\t" else f"'{separator}'"
