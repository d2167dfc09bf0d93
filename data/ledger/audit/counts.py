"""How often something went well or not, from the list of changes: numbers alone, for metrics."""

from pathlib import Path

from sqlalchemy import func, null, select

from data.ledger.database import rows
from data.ledger.gate import ACTIONS
from data.ledger.schema import change

FAILED = "failure publish"  # the subject under which a publish that was refused is noted


def publishes(store: Path) -> tuple[int, int]:
    """How many snapshots were served, and how many publishes were refused.

    RefusedError where the ledger cannot be read.
    """
    number = select(func.count()).select_from(change)
    well = rows(store, number.where(change.c.action.in_(ACTIONS.values())))
    failed = number.where(change.c.action == "note_failure", change.c.subject == FAILED)
    refused = rows(store, failed.where(change.c.after.is_not(null())))
    return (int(well[0][0]) if well else 0), (int(refused[0][0]) if refused else 0)
