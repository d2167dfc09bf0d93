"""Which alerts were told by e-mail already: each is told once."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import insert, select

from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.schema import sent_alert as table


def told(store: Path) -> set[str]:
    """The alerts that a mail server has accepted. RefusedError where they cannot be read."""
    return {alert for (alert,) in rows(store, select(table.c.alert))}


def keep_told(store: Path, alerts: Iterable[str], actor: str) -> None:
    """Remember alerts as told; called only after a server has accepted them."""
    with changing(store, actor, "send_alert") as passage:
        known = set(passage.con.scalars(select(table.c.alert)))
        for alert in sorted(set(alerts) - known):
            passage.con.execute(insert(table).values(alert=alert, at=passage.at))
            passage.record(f"alert {alert}", None, {"sent": True})
