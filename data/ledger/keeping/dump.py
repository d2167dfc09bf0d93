"""All rows of a ledger but sessions, as lines of JSON, from either engine and into either.

The first line says of which version the tables are: {"revision": "0006"}. Each other one is a row:
{"table": "change", "row": {"id": 1, …}}; a table that others refer to comes before them.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import JSON, Integer, MetaData, Table, func, insert, select

from data.ledger.changes import Passage
from data.ledger.database import reading
from data.ledger.keeping.links import Head
from data.ledger.schema import HEAD, WHOLE, attempt, change, metadata, session

AT_ONCE = 1000  # rows
PASSING = {session, attempt}  # a copy would revive a session that was ended since
DAMAGED = (ValueError, LookupError, TypeError, AttributeError)


def write(store: Path, to: BinaryIO) -> tuple[int, Head | None]:
    """Write all rows as at one moment; returns how many, and the head of the list of changes.

    Others go on reading and writing meanwhile. RefusedError where the ledger cannot be read.
    """
    count, head = 0, None
    _line(to, {"revision": HEAD})
    with reading(store) as con:
        for table in metadata.sorted_tables if con is not None else ():
            assert con is not None
            if table in PASSING:
                continue
            query = select(table).order_by(*table.primary_key)
            for row in con.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
                _line(to, {"table": table.name, "row": dict(row)})
                count += 1
                if table is change:
                    head = Head(row["id"], row["hash"])
    return count, head


def revision_of(first_line: bytes) -> str:
    """The version of the tables; ValueError where the line does not say it."""
    try:
        return str(json.loads(first_line)["revision"])
    except DAMAGED as error:
        raise ValueError("the first line names no revision") from error


def load(passage: Passage, lines: Iterable[bytes]) -> int:
    """Put all rows into the empty ledger of a passage; returns how many.

    ValueError where a line is none of `write`.
    """
    tables = MetaData()
    tables.reflect(passage.con, only=lambda name, _: name in metadata.tables)
    count = 0
    for table in tables.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = WHOLE  # which keeps None as no value, not as the JSON `null`
    for name, rows in groupby(_rows(lines), key=lambda one: one[0]):
        if name not in tables.tables:
            raise ValueError(f"{name} is no table")
        while some := [row for _, row in islice(rows, AT_ONCE)]:
            count += _insert(passage, tables.tables[name], some)
    _continue_numbers(passage, tables)
    return count


def _insert(passage: Passage, table: Table, rows: list[dict[str, Any]]) -> int:
    if any(row.keys() != set(table.columns.keys()) for row in rows):
        raise ValueError(f"a row of {table.name} has other columns")
    passage.con.execute(insert(table), rows)
    return len(rows)


def _continue_numbers(passage: Passage, tables: MetaData) -> None:
    """Let a server go on counting after the highest number of each table."""
    if passage.con.dialect.name != "postgresql":
        return
    for table in tables.tables.values():
        for column in table.primary_key:
            if isinstance(column.type, Integer):
                highest = passage.con.scalar(select(func.max(column)))
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                is_used = highest is not None
                passage.con.execute(select(func.setval(sequence, highest or 1, is_used)))


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in lines:
        try:
            found = json.loads(line)
            yield str(found["table"]), dict(found["row"])
        except DAMAGED as error:
            raise ValueError("a line is no row") from error


def _line(to: BinaryIO, content: object) -> None:
    to.write(json.dumps(content).encode("ascii") + b"\n")
