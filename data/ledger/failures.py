"""What went wrong last, told until it goes well: a publish that was refused, an e-mail unsent.

Programs write it while something else has failed already, or has gone well: what keeps it from
being written or read is passed over.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from data.access.person import PROCESS, at_work
from data.ledger.changes import Passage
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.schema import failure as table
from data.refusal import RefusedError

PUBLISH, MAIL = "publish", "mail"


@dataclass(frozen=True)
class Failure:
    """The last publish that was refused; `reason` and `remedy` are {"vi": …, "en": …}."""

    file: str
    line: int | None
    reason: dict[str, str]
    remedy: dict[str, str]
    at: str


def last(store: Path) -> Failure | None:
    """What the last publish was refused for; None when it succeeded or nothing can be read."""
    found = _found(store, PUBLISH)
    return Failure(**found[0], at=found[1]) if found else None


def note(store: Path, refused: RefusedError, actor: str) -> None:
    """Keep what a publish was refused for."""
    said = {
        "file": refused.file,
        "line": refused.line,
        "reason": refused.reason.as_dict(),
        "remedy": refused.remedy.as_dict(),
    }
    _say(store, PUBLISH, said, actor)


def clear(store: Path, actor: str) -> None:
    """A publish went well."""
    _say(store, PUBLISH, None, actor)


def unsent(store: Path) -> tuple[str, str] | None:
    """When the last e-mail could not be sent (ISO 8601, UTC), and why; None where it was."""
    found = _found(store, MAIL)
    return (found[1], found[0]["said"]) if found else None


def note_unsent(store: Path, said: str, actor: str) -> None:
    """Keep why an e-mail could not be sent."""
    _say(store, MAIL, {"said": said}, actor)


def clear_unsent(store: Path, actor: str) -> None:
    """An e-mail was sent, or none was needed."""
    _say(store, MAIL, None, actor)


def _found(store: Path, what: str) -> tuple[dict[str, Any], str] | None:
    with suppress(RefusedError):
        for said, at in rows(store, select(table.c.said, table.c.at).where(table.c.what == what)):
            return said, at
    return None


def _say(store: Path, what: str, said: dict[str, Any] | None, actor: str) -> None:
    if said is None and _found(store, what) is None:
        return
    with (
        at_work(PROCESS),
        suppress(RefusedError),
        changing(store, actor, "note_failure") as passage,
    ):
        _replace(passage, what, said)


def _replace(passage: Passage, what: str, said: dict[str, Any] | None) -> None:
    this = table.c.what == what
    before = passage.con.scalar(select(table.c.said).where(this))
    passage.con.execute(delete(table).where(this))
    if said is not None:
        row = {"what": what, "said": said, "at": passage.at}
        passage.con.execute(insert(table).values(row))
    passage.record(f"failure {what}", before, said)
