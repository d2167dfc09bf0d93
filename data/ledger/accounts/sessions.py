"""Sessions: who signed in, how, until when; and the one place that says whether one lives.

A token is known to the browser alone; here lies its SHA-256. Role, units and whether the account is
disabled are read with the session each time, never kept in it.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from data.access.person import Person
from data.ledger.changes import Passage, now
from data.ledger.database import rows
from data.ledger.gate import changing, noting, unlogged
from data.ledger.schema import account, session
from data.refusal import Bilingual, RefusedError

HOURS, LONGEST = "DX_SESSION_HOURS", 12.0
KEPT = timedelta(days=90)  # of sessions that are over
SIGN_IN, SIGN_OUT = "sign_in", "sign_out"


@dataclass(frozen=True)
class Session:
    """A session with its account as that is now; moments are ISO 8601, UTC."""

    id: int
    name: str
    folded: str
    role: str
    units: tuple[str, ...] | None
    way: str
    created: str
    seen: str
    expires: str

    @property
    def person(self) -> Person:
        """Whom it stands for."""
        units = frozenset(self.units) if self.units is not None else None
        return Person(self.name, self.role, units)


OF_ACCOUNT = ("name", "folded", "role", "units")
COLUMNS = [
    (account if field.name in OF_ACCOUNT else session).c[field.name] for field in fields(Session)
]


def sessions(store: Path) -> list[Session]:
    """All that live now, who was seen last first. RefusedError where the ledger cannot be read."""
    query = _living().order_by(session.c.seen.desc(), session.c.id.desc())
    return [Session(*row) for _, *row in rows(store, query)]


def living(store: Path) -> dict[str, Session]:
    """The same by the hash of their tokens: `hash_of`."""
    return {hashed: Session(*row) for hashed, *row in rows(store, _living())}


def _living() -> Select[*tuple[Any, ...]]:
    """The hash of the token and the COLUMNS of each session that lives now."""
    query = select(session.c.token, *COLUMNS).join(account, session.c.account == account.c.id)
    return query.where(session.c.ended == "", session.c.expires > now(), account.c.disabled == "")


def begin(store: Path, account_id: int, name: str, way: str, until: datetime | None = None) -> str:
    """A new session of an account, noted as a sign-in; returns its token.

    It ends after DX_SESSION_HOURS (12), or `until` where that is earlier. RefusedError where the
    ledger cannot be written: nobody is let in then.
    """
    token, at = secrets.token_urlsafe(32), datetime.now(UTC)
    latest = at + timedelta(hours=hours())
    expires = min(latest, until) if until is not None else latest
    values = {
        "token": hash_of(token),
        "account": account_id,
        "way": way,
        "created": _text(at),
        "seen": _text(at),
        "expires": _text(expires),
        "ended": "",
    }
    noting(store, name, SIGN_IN, f"by {way}")
    with unlogged(store) as con:
        con.execute(delete(session).where(session.c.expires < _text(at - KEPT)))
        con.execute(insert(session).values(values))
    return token


def end(store: Path, token: str, name: str) -> None:
    """The session of a token is over: its owner signed out. Noted once."""
    with unlogged(store) as con:
        over = update(session).where(session.c.token == hash_of(token), session.c.ended == "")
        is_over = con.execute(over.values(ended=now())).rowcount
    if is_over:
        noting(store, name, SIGN_OUT, "")


def end_session(store: Path, id: int, actor: str) -> None:
    """Somebody else's session is over; RefusedError where it is already, or is none."""
    with changing(store, actor, "end_session") as passage:
        over = update(session).where(session.c.id == id, session.c.ended == "")
        if not passage.con.execute(over.values(ended=passage.at)).rowcount:
            raise RefusedError(
                "session",
                Bilingual("phiên này đã kết thúc.", "this session is over already."),
                Bilingual("Hãy tải lại danh sách.", "Load the list again."),
            )
        passage.record(f"session {id}", None, {"ended": passage.at})


def end_all(passage: Passage, account_id: int) -> None:
    """All sessions of an account are over, within a passage that records why."""
    over = update(session).where(session.c.account == account_id, session.c.ended == "")
    passage.con.execute(over.values(ended=passage.at))


def saw(store: Path, id: int) -> None:
    """Its owner was here just now; asked for once a minute at most."""
    with unlogged(store) as con:
        con.execute(update(session).where(session.c.id == id).values(seen=now()))


def hash_of(token: str) -> str:
    """What is kept of a token: it is random, so that nobody finds it by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


def hours() -> float:
    """How long a session lasts at most; ValueError where DX_SESSION_HOURS is no such number."""
    asked = float(os.environ.get(HOURS) or LONGEST)
    if not 0 < asked <= 24 * 31:
        raise ValueError(f"{HOURS} is a number of hours above 0, at most 744")
    return asked


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
