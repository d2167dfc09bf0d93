"""The one way to a change: who it is by is looked at, it may be refused, and it is written down.

A change of the ledger itself is made within `changing`, what is done outside it (publish, import,
restore) within `acting`; what changes nothing is noted by `noting`. A later check of who may do
what has one place: `_admitted`; whom it turns away is noted too.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from data.access import sign_in
from data.ledger.changes import Change, Passage, append, now
from data.ledger.database import reading, rebuilding, writing
from data.ledger.personal import clean
from data.ledger.schema import change
from data.refusal import Bilingual, RefusedError
from data.store.snapshot import SnapshotError, current

PROGRAM = "program"  # who writes notes of its own accord
LONGEST = 120  # letters of who it is
REFUSED, RESTORE = "refused", "restore_backup"
REFUSALS_AN_HOUR, NOTES_AN_HOUR = 20, 500  # so that nobody fills the disk with them
ACTIONS = {"directory": "publish", "files": "import", "restore": "restore"}  # by event of a history


@contextmanager
def changing(store: Path, actor: str, action: str) -> Iterator[Passage]:
    """One transaction in which the ledger may be changed; what `record` is told is logged in it.

    RefusedError where the ledger cannot be written or the actor is not admitted, BusyError where
    another process holds it: then nothing has changed.
    """
    name = _admitted(store, actor, action)
    with writing(store) as con:
        _log_publishes(con, store)
        yield Passage(con, name, action, now())


@contextmanager
def acting(store: Path, actor: str, action: str) -> Iterator[str]:
    """Something is done outside the ledger that changes what is served; gives the actor's name.

    The ledger is free meanwhile. RefusedError or BusyError before anything is done, where it
    could not be logged.
    """
    name = _admitted(store, actor, action)
    with writing(store) as con:
        _log_publishes(con, store)
    yield name
    with suppress(RefusedError), writing(store) as con:  # what is served is not undone for a log
        _log_publishes(con, store)


@contextmanager
def replacing(store: Path, fresh: Path, actor: str, revision: str) -> Iterator[Passage]:
    """One transaction in which the whole ledger is put back from a copy that a revision made.

    In the folder `fresh`, which will take the place of the store, or on the server at its end.
    RefusedError where the actor is not admitted or the ledger cannot be written.
    """
    name = _admitted(store, actor, RESTORE)
    with rebuilding(fresh, revision) as con:
        yield Passage(con, name, RESTORE, now())


def noting(store: Path, actor: str, action: str, subject: str, most: int = NOTES_AN_HOUR) -> None:
    """Log something that changes nothing: who, did what, with what.

    Of one action so many are kept within an hour, then one entry says that more are not. For what
    a person does once, never for what a page does at every run. RefusedError where the actor is no
    name to be kept or the ledger cannot be written.
    """
    name, at = clean(actor, LONGEST), now()
    with writing(store) as con:
        hour = (datetime.fromisoformat(at) - timedelta(hours=1)).astimezone(UTC).isoformat()
        count = select(func.count()).where(change.c.action == action, change.c.at > hour)
        noted = con.scalar(count) or 0
        if noted < most:
            append(con, Change(at, name, action, subject, None, None))
        elif noted == most:
            append(con, Change(at, PROGRAM, action, f"more than {most} within an hour", None, None))


@contextmanager
def unlogged(store: Path) -> Iterator[Connection]:
    """One transaction for what the list of changes does not hold: sessions, failed attempts.

    For `data.ledger.accounts` alone, which notes what of it matters later.
    """
    with writing(store) as con:
        yield con


def is_open() -> bool:
    """Whether this process serves whoever reaches it, for reading alone (DX_OPEN=read).

    Never where somebody has to sign in.
    """
    return os.environ.get("DX_OPEN") == "read" and not sign_in.is_on()


def _admitted(store: Path, actor: str, action: str) -> str:
    """Who is at work, in one line, maybe ""; RefusedError where that is no name to be kept.

    There is no sign-in yet: whether this actor may do this is to be asked here and nowhere else.
    So a process that is open admits nobody.
    """
    try:
        if is_open():
            raise _closed(action)
        return clean(actor, LONGEST)
    except RefusedError:
        _note_refusal(store, action)
        raise


def _note_refusal(store: Path, action: str) -> None:
    """Log that somebody was turned away; not as whom, as that was no name that may be kept.

    A ledger is not made for it, and where it cannot be written the refusal stands all the same.
    """
    with suppress(RefusedError):
        with reading(store) as con:
            is_there = con is not None
        if is_there:
            noting(store, "", REFUSED, action, REFUSALS_AN_HOUR)


def _closed(action: str) -> RefusedError:
    return RefusedError(
        action,
        Bilingual(
            "máy chủ này mở cho mọi người xem nên không ai được thay đổi số liệu trên đó.",
            "this server is open for reading, so nobody can change anything on it.",
        ),
        Bilingual(
            "Hãy làm việc này trên chính máy chủ, bằng dòng lệnh.",
            "Do it on the server itself, on the command line.",
        ),
    )


def _log_publishes(con: Connection, store: Path) -> None:
    """Log what the history of the served snapshot knows and the list of changes does not.

    So a publish is logged exactly once, even where its process ended before it could.
    """
    events = _history(store)
    query = select(change.c.subject, change.c.at).where(change.c.action.in_(ACTIONS.values()))
    logged = {(subject, at) for subject, at in con.execute(query)} if events else set()
    past = None
    for event in events:
        name, at = str(event.get("snapshot")), str(event.get("at"))
        if (name, at) not in logged:
            action = ACTIONS.get(str(event.get("event")), "publish")
            append(con, Change(at, str(event.get("by") or ""), action, name, past, name))
        past = name


def _history(store: Path) -> list[dict[str, object]]:
    with suppress(SnapshotError):
        served = current(store)
        events = served.manifest.get("history", []) if served is not None else []
        return [event for event in events if isinstance(event, dict)]
    return []
