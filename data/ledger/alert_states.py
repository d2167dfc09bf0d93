"""What became of alerts: new, seen or handled, by which office; every change is kept.

An alert is named by a text that stays the same while its situation goes on. One that went away
keeps its states here, and no list shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import insert, select

from data.ledger.database import rows, understanding
from data.ledger.gate import LONGEST as LONGEST_BY
from data.ledger.gate import changing
from data.ledger.personal import clean, one_line
from data.ledger.schema import alert_state as table
from data.refusal import Bilingual, RefusedError

LONGEST = {"by": LONGEST_BY, "note": 500}  # letters


class State(StrEnum):
    """What was done about an alert."""

    NEW = "new"
    SEEN = "seen"
    HANDLED = "handled"


@dataclass(frozen=True)
class Change:
    """One change of state: when (ISO 8601, UTC), by which office, with which note."""

    state: State
    at: str
    by: str
    note: str


def histories(store: Path) -> dict[str, list[Change]]:
    """Every change of the state of every alert, the first one first.

    An alert without a change is new. RefusedError where the ledger cannot be read.
    """
    query = select(table.c.alert, table.c.state, table.c.at, table.c.by, table.c.note)
    found: dict[str, list[Change]] = {}
    with understanding():
        for alert, state, *rest in rows(store, query.order_by(table.c.id)):
            found.setdefault(alert, []).append(Change(State(state), *rest))
    return found


def set_state(store: Path, alerts: Sequence[str], state: State, actor: str, note: str = "") -> None:
    """Say what became of some alerts; all of them or none. The actor is an office.

    The list of changes names the account of who signed in, the alert the office.
    RefusedError where an alert is handled by nobody, or where the note is too long or looks like
    a person.
    """
    note = clean(note, LONGEST["note"])
    if state is State.HANDLED and not one_line(actor):
        raise RefusedError(
            "ledger",
            Bilingual("chưa ghi cơ quan xử lý.", "the office is missing."),
            Bilingual(
                "Hãy ghi tên cơ quan, ví dụ “Phòng Văn hóa – Xã hội xã Nam Ninh”.",
                "Write the name of the office that handled it.",
            ),
        )
    with changing(store, actor, "set_alert_state") as passage:
        office = clean(actor, LONGEST["by"])
        for alert in alerts:
            latest = select(table.c.state, table.c.note).where(table.c.alert == alert)
            past = passage.con.execute(latest.order_by(table.c.id.desc())).first()
            said = {"state": state.value, "note": note}
            entry = {"alert": alert, **said, "at": passage.at, "by": office or passage.actor}
            passage.con.execute(insert(table).values(entry))
            passage.record(f"alert {alert}", past._asdict() if past else None, said)
