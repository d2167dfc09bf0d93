"""Who failed to sign in: after some failures nobody may try for a while, by name and by address.

What is kept is a keyed hash of the name typed and of the address, of known and of unknown names
alike, so that nothing tells which ones there are. All processes of a server count together.
Failures that the list of changes does not hold one by one, and attempts of who has to wait, are
counted here too: the list says at the first one that there are more, and after an hour how many.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from data.ledger.accounts.key import key_of
from data.ledger.gate import note_within, unlogged
from data.ledger.schema import attempt

OF_NAME, OF_ADDRESS = 5, 30  # failures before one has to wait; an office has one address
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)  # of waiting; it doubles
FORGOTTEN = timedelta(hours=1)  # without a failure, the earlier ones do not count
MOST = 10_000  # names and addresses; those that failed longest ago go first
FAILED = "sign_in_failed"
MORE = "more than are listed: their number follows after an hour"


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in: the hashes of the name and of the address it was made from."""

    name: str
    address: str


def attempt_of(store: Path, name: str, address: str) -> Attempt:
    """The attempt under a name, folded, from an address."""
    key = key_of(store)
    return Attempt(_hash(key, f"name {name}"), _hash(key, f"address {address}"))


def begin(store: Path, one: Attempt, at: datetime | None = None) -> int:
    """Counts an attempt as failed before it is looked at, so that many at once are no way around.

    0, or the seconds that one has to wait: then it must not be looked at, and is not counted.
    """
    moment, unlisted = at or datetime.now(UTC), _unlisted(store)
    with unlogged(store) as con:
        _list_past(con, unlisted, moment)
        wait = max(_wait(con, key, moment) for key in (one.name, one.address))
        if wait:
            _count_unlisted(con, unlisted, moment)
        else:
            _count(con, one.name, OF_NAME, moment)
            _count(con, one.address, OF_ADDRESS, moment)
            _tidy(con, moment, unlisted)
    return wait


def count_unlisted(store: Path, at: datetime | None = None) -> None:
    """Counts a failure that is not listed by itself."""
    moment, unlisted = at or datetime.now(UTC), _unlisted(store)
    with unlogged(store) as con:
        _list_past(con, unlisted, moment)
        _count_unlisted(con, unlisted, moment)


def succeed(store: Path, one: Attempt) -> None:
    """It was the right password: no failure of the name counts, and this one not of the address."""
    with unlogged(store) as con:
        con.execute(delete(attempt).where(attempt.c.key == one.name))
        less = update(attempt).where(attempt.c.key == one.address)
        con.execute(less.values(failures=attempt.c.failures - 1, until=""))


def _wait(con: Connection, key: str, at: datetime) -> int:
    until = con.scalar(select(attempt.c.until).where(attempt.c.key == key))
    left = datetime.fromisoformat(until) - at if until else timedelta()
    return max(0, -(-left // timedelta(seconds=1)))


def _count(con: Connection, key: str, most: int, at: datetime) -> None:
    found = con.execute(select(attempt).where(attempt.c.key == key)).mappings().first()
    is_counted = found is not None and datetime.fromisoformat(found["at"]) > at - FORGOTTEN
    failures = (found["failures"] if found is not None and is_counted else 0) + 1
    until = ""
    if failures >= most:
        doubled = min(failures - most, 10)  # beyond which it is the longest anyway
        until = _text(at + min(FIRST * 2**doubled, LONGEST))
    values = {"failures": failures, "at": _text(at), "until": until}
    if found is None:
        con.execute(insert(attempt).values(key=key, **values))
    else:
        con.execute(update(attempt).where(attempt.c.key == key).values(values))


def _unlisted(store: Path) -> str:
    """The key of what is counted and not listed, since the first of them."""
    return _hash(key_of(store), "not listed")


def _count_unlisted(con: Connection, key: str, at: datetime) -> None:
    more = update(attempt).where(attempt.c.key == key).values(failures=attempt.c.failures + 1)
    if not con.execute(more).rowcount:
        con.execute(insert(attempt).values(key=key, failures=1, at=_text(at), until=""))
        note_within(con, FAILED, MORE)


def _list_past(con: Connection, key: str, at: datetime) -> None:
    """Logs how many there were in an hour that is over."""
    found = con.execute(select(attempt).where(attempt.c.key == key)).mappings().first()
    # A clock that was set back counts for no hour: what stands there is told at once.
    if found is None or timedelta() <= at - datetime.fromisoformat(found["at"]) < FORGOTTEN:
        return
    con.execute(delete(attempt).where(attempt.c.key == key))
    facts = {"more": found["failures"], "from": found["at"]}
    note_within(con, FAILED, f"{found['failures']} more in an hour", facts)


def _tidy(con: Connection, at: datetime, unlisted: str) -> None:
    of_one = attempt.c.key != unlisted
    con.execute(delete(attempt).where(of_one, attempt.c.at < _text(at - FORGOTTEN)))
    surplus = (con.scalar(select(func.count()).select_from(attempt).where(of_one)) or 0) - MOST
    if surplus > 0:
        oldest = select(attempt.c.key).where(of_one).order_by(attempt.c.at).limit(surplus)
        con.execute(delete(attempt).where(attempt.c.key.in_(oldest)))


def _hash(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
