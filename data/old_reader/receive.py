"""One inspected file → the table text_<export>, and the lines that were torn."""

import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa

from data import sql_files
from data.exports import Export
from data.old_reader.header import Header, read_header
from data.old_reader.quoted import Quoted, read_quoted
from data.old_reader.source import Source
from data.read.text.quotes import TORN
from data.refusal import Bilingual, RefusedError
from data.stage.outcome import Received

SEPARATOR = "\x1f"  # in no inspected file: so each line is one cell


def receive(con: duckdb.DuckDBPyConnection, export: Export, source: Source) -> Received:
    """Fill text_<export> (line BIGINT, one VARCHAR a field, NULL if empty).

    The line is the number that an editor shows for it: 1 is the header. RefusedError when the
    header is wrong or the lines cannot be read.
    """
    header = read_header(source.path, export)
    _load_lines(con, export, source)
    quoted = _read_quoted(con, export, header)
    words = {
        "export": export.name,
        "header_line": "1",
        "width": str(header.width),
        "cells": ", ".join(
            f"nullif(trim(cells[{header.places[name]}]), '') as {name}" for name in export.fields
        ),
    }
    # A line number is the row's number plus one, because the rows keep the order of the file.
    con.execute(_create(f"told_{export.name}", sql_files.load("intake", "cells").filled(**words)))
    _append(con, export, header, quoted)
    torn = con.execute(sql_files.load("intake", "torn").filled(**words)).fetchall()
    rejects = [(line, "", TORN, text) for line, _, text in torn]
    rejects += [(line, "", rule, text[:500]) for line, rule, text in quoted.rejects]
    blanks = _count(con, sql_files.load("intake", "blanks").filled(**words))
    con.execute(f"create or replace temp view text_{export.name} as from told_{export.name}")
    rows = _count(con, f"select count(*) from told_{export.name}")
    con.execute(f"drop table line_{export.name}")
    con.execute(f"drop table claimed_{export.name}")
    return Received(rows + len(rejects) + blanks, blanks, header.is_demonstration, sorted(rejects))


def _load_lines(con: duckdb.DuckDBPyConnection, export: Export, source: Source) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = source.path
        if not source.has_one_ending:
            path = Path(scratch) / "lines.csv"
            text = source.path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            path.write_bytes(text)
        try:
            lines = con.read_csv(
                str(path),
                header=False,
                sep=SEPARATOR,
                quotechar="",
                escapechar="",
                columns={"text": "VARCHAR"},
                auto_detect=False,
            )
            lines.create(f"line_{export.name}")
        except duckdb.Error as error:
            raise RefusedError(
                source.path,
                Bilingual("không đọc được các dòng.", f"its lines cannot be read: {error}"),
                Bilingual("Hãy kiểm tra tệp.", "Check the file: is it a CSV export?"),
            ) from error
    found = _count(con, f"select count(*) from line_{export.name}")
    if source.has_one_ending and found not in (source.lines, source.lines + 1):
        raise AssertionError(f"{source.path.name}: {found} lines read of {source.lines}")


def _read_quoted(con: duckdb.DuckDBPyConnection, export: Export, header: Header) -> Quoted:
    table = f"line_{export.name}"
    lines = con.execute(
        f"select rowid + 1, text from {table} where rowid > 0 and contains(text, '\"') order by 1"
    ).fetchall()

    def following(line: int, count: int) -> list[tuple[int, str]]:
        return con.execute(
            f"select rowid + 1, coalesce(text, '') from {table} where rowid >= ? and rowid < ?"
            " order by 1",
            [line, line + count],
        ).fetchall()

    quoted = read_quoted(lines, header.width, following)
    claimed = pa.table({"line": pa.array(sorted(quoted.claimed), pa.int64())})
    con.from_arrow(claimed).create(f"claimed_{export.name}")
    return quoted


def _append(con: duckdb.DuckDBPyConnection, export: Export, header: Header, quoted: Quoted) -> None:
    if not quoted.rows:
        return
    columns = {"line": pa.array([line for line, _ in quoted.rows], pa.int64())}
    for name in export.fields:
        place = header.places[name] - 1
        columns[name] = pa.array([cells[place] or None for _, cells in quoted.rows], pa.string())
    con.from_arrow(pa.table(columns)).insert_into(f"told_{export.name}")


def _create(table: str, query: str) -> str:
    return f"create or replace table {table} as {query}"


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
