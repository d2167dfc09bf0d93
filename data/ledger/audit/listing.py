"""The list of changes as the page reads it: filtered and paged by the database, the newest first.

Whoever may not read it is refused here, whatever a page shows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, Text, cast, func, select

from data.access.check import require
from data.ledger.changes import Kept
from data.ledger.database import rows
from data.ledger.schema import change

READ = "read_audit"
BATCH = 500  # changes that are in memory at once while a file is written
COLUMNS = ("at", "actor", "action", "subject", "before", "after", "id", "previous", "hash")


@dataclass(frozen=True)
class Filter:
    """Which changes: by whom (None: anybody, "": nobody named), what, with what, and when.

    `since` and `until` are moments as the list keeps them (ISO 8601, UTC); `until` is the first
    one that is not meant.
    """

    actor: str | None = None
    action: str = ""
    text: str = ""
    since: str = ""
    until: str = ""


def require_reader() -> None:
    """RefusedError where who is at work may not read the list."""
    require(READ)


def count(store: Path, which: Filter) -> int:
    """How many changes there are."""
    require_reader()
    found = rows(store, _narrowed(select(func.count()).select_from(change), which))
    return int(found[0][0]) if found else 0


def entries(store: Path, which: Filter, first: int, most: int) -> list[Kept]:
    """Those from a place on (from 0), the newest first; JSON that is none any more as its text."""
    require_reader()
    return [_kept(row) for row in rows(store, _newest(which).offset(first).limit(most))]


def every(store: Path, which: Filter) -> Iterator[Kept]:
    """All of them, the newest first, some at a time: so many are in memory as are in a batch."""
    require_reader()
    query = _newest(which)
    while found := rows(store, query.limit(BATCH)):
        yield from map(_kept, found)
        query = _newest(which).where(change.c.id < found[-1][COLUMNS.index("id")])


def actors(store: Path) -> list[str]:
    """Who stands in the list, by name; "" where nobody was named."""
    require_reader()
    return [name for (name,) in rows(store, select(change.c.actor).distinct().order_by("actor"))]


def actions(store: Path) -> list[str]:
    """What was done, as the list calls it."""
    require_reader()
    return [name for (name,) in rows(store, select(change.c.action).distinct().order_by("action"))]


def _newest(which: Filter) -> Select[*tuple[Any, ...]]:
    """By the database, JSON as text: what somebody damaged is shown too."""
    texts = {name: cast(change.c[name], Text) for name in ("before", "after")}
    query = select(*(texts.get(name, change.c[name]) for name in COLUMNS))
    return _narrowed(query, which).order_by(change.c.id.desc())


def _narrowed(query: Select[*tuple[Any, ...]], which: Filter) -> Select[*tuple[Any, ...]]:
    if which.actor is not None:
        query = query.where(change.c.actor == which.actor)
    if which.action:
        query = query.where(change.c.action == which.action)
    if which.text:
        query = query.where(change.c.subject.icontains(which.text, autoescape=True))
    if which.since:
        query = query.where(change.c.at >= which.since)
    if which.until:
        query = query.where(change.c.at < which.until)
    return query


def _kept(row: tuple[Any, ...]) -> Kept:
    known = dict(zip(COLUMNS, row, strict=True))
    return Kept(**{**known, **{name: _value(known[name]) for name in ("before", "after")}})


def _value(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return text
