"""The list of changes: how one is written, read and exported. Nothing in it is ever altered."""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from typing import Any, TextIO

from sqlalchemy import Connection, Select, insert, select

from data.ledger.keeping.links import START, hash_of
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
class Kept(Change):
    """A change as it stands in the list: its number, the hash of the one before, its own."""

    id: int
    previous: str
    hash: str


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
    """Add an entry to the list. For the gate, for failures that are counted and for older files.

    Whoever writes is alone, so it follows the last one for sure; the database would refuse another.
    """
    newest = select(change.c.id, change.c.hash).order_by(change.c.id.desc()).limit(1)
    last = con.execute(newest).first()
    number, previous = (last.id + 1, last.hash) if last is not None else (1, START)
    row = {**asdict(entry), "id": number, "previous": previous}
    con.execute(insert(change).values(**row, hash=hash_of(row)))


def now() -> str:
    """This moment as the ledger keeps it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def since(moment: str | None = None, kind: type[Change] = Change) -> Select[*tuple[Any, ...]]:
    """The query of all changes from a moment on (ISO 8601, UTC), in the order they were made."""
    query = select(*(change.c[field.name] for field in fields(kind))).order_by(change.c.id)
    return query.where(change.c.at >= moment) if moment else query


def write_jsonl(entries: Iterable[Kept], to: TextIO) -> None:
    """One JSON object a line."""
    for entry in entries:
        to.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def write_csv(entries: Iterable[Kept], to: TextIO) -> None:
    """A table for Excel: `;` between cells; before and after as JSON; no cell is a formula."""
    to.write("\ufeff")
    writer = csv.writer(to, delimiter=";", lineterminator="\n")
    writer.writerow([field.name for field in fields(Kept)])
    for entry in entries:
        writer.writerow([_cell(value) for value in astuple(entry)])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
