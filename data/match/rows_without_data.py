"""Rows below the header that hold no data: blank ones, totals, the header of each printed page,
and what stands below the table: who made it, who signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from string import ascii_letters

import duckdb

from data import sql_files
from data.match.layout import is_loose, is_signature, total_words
from data.match.table import Table


@dataclass(frozen=True)
class NoData:
    """How many rows are blank, and the lines of the others; none is counted twice."""

    blanks: int
    totals: tuple[int, ...]
    headers: tuple[int, ...]
    below: tuple[int, ...] = ()


def rows_without_data(
    con: duckdb.DuckDBPyConnection, relation: str, width: int, table: Table
) -> NoData:
    """What of a relation (line, c1 … c<width>, NULL if empty) below the header is no data."""
    beginnings = sorted({word.split()[0] for word in total_words()})
    initials = {word[0].lower() for word in beginnings}
    words = {
        "table": relation,
        "header_line": str(table.header_lines[-1]),
        "cells": ", ".join(f"c{number}" for number in range(1, width + 1)),
        "beginnings": "|".join(beginnings),
        "elsewhere": "".join(c for c in ascii_letters if c.lower() not in initials),
        "is_header_again": " or ".join(_first_cell(row) for row in table.header_rows),
    }
    below = _below(con, words, table)
    if (
        not below
        and con.execute(sql_files.load("matching", "surely_data").filled(**words)).fetchall()
    ):
        return NoData(0, (), ())
    blanks = con.execute(sql_files.load("matching", "blank_rows").filled(**words)).fetchall()[0][0]
    found = con.execute(sql_files.load("matching", "maybe_no_data").filled(**words)).fetchall()
    headers = tuple(line for line, cells in found if table.is_header_row(cells))
    known = {*headers, *below}
    totals = (line for line, cells in found if line not in known and not table.is_data(cells))
    return NoData(int(blanks), tuple(totals), tuple(h for h in headers if h not in below), below)


def _below(
    con: duckdb.DuckDBPyConnection, words: Mapping[str, str], table: Table
) -> tuple[int, ...]:
    """The lines from the first row of signatures on, if only loose texts follow it to the end."""
    last = con.execute(sql_files.load("matching", "last_rows").filled(**words)).fetchall()
    last = sorted((row for row in last if any(row[1])), reverse=True)
    loose = list(takewhile(lambda row: is_loose(row[1]), last))
    rows = dropwhile(lambda row: not is_signature(row[1]), reversed(loose))
    return tuple(line for line, cells in rows if table.is_data(cells))


def _first_cell(row: tuple[str, ...]) -> str:
    """The condition that the first cell of a header row stands in its column again."""
    at, text = next((at, text) for at, text in enumerate(row, 1) if text)
    return f"c{at} = '{text.replace(chr(39), chr(39) * 2)}'"
