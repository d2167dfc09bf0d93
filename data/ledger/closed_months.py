"""Closed months: what is said of them later needs a reason, which the history keeps."""

from datetime import date
from pathlib import Path

from sqlalchemy import delete, insert, select

from data.access.check import EVERYWHERE
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.schema import closed_month as table
from data.store.write_lock import locked


def closed_months(store: Path) -> dict[str, dict[str, str]]:
    """The closed months, as 2026-10 → {"by", "at"}. RefusedError where they cannot be read."""
    query = select(table.c.month, table.c.by, table.c.at).order_by(table.c.month)
    return {month: {"by": by, "at": at} for month, by, at in rows(store, query)}


def close_month(store: Path, month: date, actor: str) -> None:
    """Close a month; nothing happens where it is closed already.

    BusyError during a publish: it has read which months are closed.
    """
    name = f"{month:%Y-%m}"
    with changing(store, actor, "close_month", EVERYWHERE) as passage, locked(store):
        if passage.con.scalar(select(table.c.month).where(table.c.month == name)) is None:
            entry = {"by": passage.actor, "at": passage.at}
            passage.con.execute(insert(table).values(month=name, **entry))
            passage.record(f"month {name}", None, entry)


def reopen_month(store: Path, month: date, actor: str) -> None:
    """Open a month again; nothing happens where it is open. BusyError during a publish."""
    name = f"{month:%Y-%m}"
    with changing(store, actor, "reopen_month", EVERYWHERE) as passage, locked(store):
        this = table.c.month == name
        entry = passage.con.execute(select(table.c.by, table.c.at).where(this)).first()
        if entry is not None:
            passage.con.execute(delete(table).where(this))
            passage.record(f"month {name}", entry._asdict(), None)
