"""The one way to a change: who it is by is looked at, it may be refused, and it is written down.

A change of the ledger itself is made within `changing`, what is done outside it (publish, import,
restore) within `acting`; what changes nothing is noted by `noting`. Who may do what is asked in one
place, `_admitted`; whom it turns away is noted too. Who signed in is the actor, whatever name was
typed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from data.access.check import EVERYWHERE, require
from data.access.person import person
from data.ledger.changes import Change, Passage, append, now
from data.ledger.database import reading, rebuilding, writing
from data.ledger.personal import clean
from data.ledger.schema import change
from data.refusal import RefusedError
from data.store.snapshot import SnapshotError, current

LONGEST = 120  # letters of who it is
REFUSED, RESTORE = "refused", "restore_backup"
REFUSALS_AN_HOUR, NOTES_AN_HOUR = 20, 500  # so that nobody fills the disk with them
ACTIONS = {"directory": "publish", "files": "import", "restore": "restore"}  # by event of a history


@contextmanager
def changing(store: Path, actor: str, action: str, units: Iterable[str] = ()) -> Iterator[Passage]:
    """One transaction in which the ledger may be changed; what `record` is told is logged in it.

    `units` are the communes that it concerns, EVERYWHERE for all. RefusedError where the ledger
    cannot be written or who is at work is not admitted, BusyError where another process holds it:
    then nothing has changed.
    """
    name = _admitted(store, actor, action, units)
    with writing(store) as con:
        _log_publishes(con, store)
        yield Passage(con, name, action, now())


@contextmanager
def acting(store: Path, actor: str, action: str, units: Iterable[str] = ()) -> Iterator[str]:
    """Something is done outside the ledger that changes what is served; gives the actor's name.

    The ledger is free meanwhile. RefusedError or BusyError before anything is done, where it
    could not be logged or who is at work is not admitted.
    """
    name = _admitted(store, actor, action, units)
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
    name = _admitted(store, actor, RESTORE, EVERYWHERE)
    with rebuilding(fresh, revision) as con:
        yield Passage(con, name, RESTORE, now())


def noting(
    store: Path,
    actor: str,
    action: str,
    subject: str,
    most: int = NOTES_AN_HOUR,
    facts: object = None,
    apart: bool = False,
) -> bool:
    """Log something that changes nothing: who, did what, with what; `facts` stand as its after.

    Of one action of one actor so many are kept within an hour, then one entry says that more are
    not: nobody can hide behind what somebody else does often. `apart`: so many of each subject,
    and whoever asks says how many more there were. Whether it is kept. For what a person does
    once, never for what a page does at every run. RefusedError where the actor is no name to be
    kept or the ledger cannot be written.
    """
    name, at = clean(actor, LONGEST), now()
    with writing(store) as con:
        hour = (datetime.fromisoformat(at) - timedelta(hours=1)).astimezone(UTC).isoformat()
        # What the clock wrote while it was set ahead counts for no hour of today.
        this_hour = (change.c.at > hour, change.c.at <= at)
        mine = (change.c.action == action, change.c.actor == name, *this_hour)
        of_subject = (change.c.subject == subject,) if apart else ()
        noted = con.scalar(select(func.count()).where(*mine, *of_subject)) or 0
        if noted < most:
            append(con, Change(at, name, action, subject, None, facts))
        elif noted == most and not apart:
            append(con, Change(at, name, action, f"more than {most} within an hour", None, None))
    return noted < most


@contextmanager
def unlogged(store: Path) -> Iterator[Connection]:
    """One transaction for what the list of changes does not hold: sessions, failed attempts.

    For `data.ledger.accounts` alone, which notes what of it matters later.
    """
    with writing(store) as con:
        yield con


def note_within(con: Connection, action: str, subject: str, facts: object = None) -> None:
    """Log something that nobody who is known did, within a transaction of `unlogged`.

    For what is counted there and told at once. RefusedError where it cannot be written: then the
    whole transaction is undone.
    """
    append(con, Change(now(), "", action, clean(subject, LONGEST), None, facts))


def note_refusal(store: Path, action: str) -> None:
    """Log that somebody was turned away: the account, where one signed in, never a typed name.

    A ledger is not made for it, and where it cannot be written the refusal stands all the same.
    """
    with suppress(RefusedError):
        with reading(store) as con:
            is_there = con is not None
        if is_there:
            noting(store, person().name, REFUSED, action, REFUSALS_AN_HOUR)


def _admitted(store: Path, actor: str, action: str, units: Iterable[str]) -> str:
    """Who is at work, in one line, maybe "": the account, else the name that was typed.

    RefusedError where they may not do this, or the name is none to be kept.
    """
    try:
        return clean(require(action, units).name or actor, LONGEST)
    except RefusedError:
        note_refusal(store, action)
        raise


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
