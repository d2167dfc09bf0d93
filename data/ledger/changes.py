"""The list of changes: how one is written, read and exported. Nothing in it is ever altered."""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from typing import Any, TextIO

from sqlalchemy import Connection, Select, insert, select

from data.ledger.schema import change
from data.spreadsheet import harmless


@dataclass(frozen=True)
class Change:
    """Who (as given, maybe nobody), when, did what to what; before and after as JSON values."""

    at: str
    actor: str
    action: str
    subject: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Passage:
    """One passage through the gate: an open transaction, who is at work, at what, since when."""

    con: Connection
    actor: str
    action: str
    at: str

    def record(self, subject: str, before: object, after: object) -> None:
        """Write a change into the list, in the transaction of the passage."""
        append(self.con, Change(self.at, self.actor, self.action, subject, before, after))


def append(con: Connection, entry: Change) -> None:
    """Add an entry to the list. For the gate and for what is taken over from older files."""
    con.execute(insert(change).values(**asdict(entry)))


def now() -> str:
    """This moment as the ledger keeps it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def since(moment: str | None = None) -> Select[*tuple[Any, ...]]:
    """The query of all changes from a moment on (ISO 8601, UTC), in the order they were made."""
    query = select(*(change.c[field.name] for field in fields(Change))).order_by(change.c.id)
    return query.where(change.c.at >= moment) if moment else query


def write_jsonl(entries: Iterable[Change], to: TextIO) -> None:
    """One JSON object a line."""
    for entry in entries:
        to.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def write_csv(entries: Iterable[Change], to: TextIO) -> None:
    """A table for Excel: `;` between cells; before and after as JSON; no cell is a formula."""
    to.write("\ufeff")
    writer = csv.writer(to, delimiter=";", lineterminator="\n")
    writer.writerow([field.name for field in fields(Change)])
    for entry in entries:
        writer.writerow([_cell(value) for value in astuple(entry)])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
