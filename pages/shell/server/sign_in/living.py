"""Whether a session lives: asked of the ledger, by all sessions of the process at once.

An answer is a second old at most, so that what was ended, disabled or given another role counts
within two, also for a page that is open. Where the ledger cannot be read no session lives.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from data.ledger.accounts import sessions
from data.ledger.accounts.sessions import Session, hash_of
from data.ledger.changes import now
from data.refusal import RefusedError
from data.store.snapshot import store_directory
from pages.shell.server.sign_in import roles_of_provider

AGE = 1.0  # seconds for which an answer of the ledger counts
SOON = 0.1  # and for which one counts that does not know a session
MINUTE = 60.0  # between two times at which the ledger is told that somebody is here


@dataclass(frozen=True)
class _Answer:
    """What the ledger said, and when it was asked."""

    at: float = float("-inf")
    found: dict[str, Session] = field(default_factory=dict)
    refused: RefusedError | None = None


class Living:
    """The sessions of a store that live; `clock` tells seconds."""

    def __init__(self, store: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._last, self._lock = _Answer(), threading.Lock()
        self._told: dict[int, float] = {}  # when the ledger was told last that somebody is here
        self._turns = CapacityLimiter(4)
        self._telling = set[asyncio.Future[None]]()

    def find(self, token: str) -> Session | None:
        """The session of a token, with the role of now; None where it lives no more, or never did.

        RefusedError where that cannot be known.
        """
        hashed = hash_of(token)
        answer = self._asked(AGE)
        if hashed not in answer.found and answer.refused is None:
            answer = self._asked(SOON)  # it may just have begun in another process
        if answer.refused is not None:
            raise answer.refused
        found = answer.found.get(hashed)
        return found if found is not None and found.expires > now() else None

    async def look(self, token: str) -> Session | None:
        """The same without holding up the others of the event loop.

        Who is not known waits a moment and is looked for again: the session may have begun in
        another process since the ledger was asked.
        """
        if hash_of(token) in self._last.found and self._age() <= AGE:
            return self.find(token)
        found = await to_thread.run_sync(self.find, token, limiter=self._turns)
        if found is not None:
            return found
        await asyncio.sleep(SOON)
        return await to_thread.run_sync(self.find, token, limiter=self._turns)

    def saw(self, session: Session) -> None:
        """Somebody is here: kept once a minute, beside what they wait for."""
        at = self._clock()
        if at - self._told.get(session.id, float("-inf")) <= MINUTE:
            return
        recent = {id: last for id, last in self._told.items() if at - last <= MINUTE}
        self._told = {**recent, session.id: at}
        since = datetime.now(UTC) - datetime.fromisoformat(session.seen)
        if since.total_seconds() > MINUTE:  # no other process told it
            telling = asyncio.ensure_future(
                to_thread.run_sync(self._saw, session.id, limiter=self._turns)
            )
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    def forget(self) -> None:
        """The next look asks the ledger: a session was begun or ended here."""
        self._last = _Answer()

    def _saw(self, id: int) -> None:
        with suppress(RefusedError):
            sessions.saw(self._store, id)

    def _age(self) -> float:
        return self._clock() - self._last.at

    def _asked(self, age: float) -> _Answer:
        """An answer of at most that age. One asks, the others wait for it."""
        if self._age() > age:
            with self._lock:
                if self._age() > age:
                    self._last = self._ask()
        return self._last

    def _ask(self) -> _Answer:
        at = self._clock()
        try:
            found = sessions.living(self._store)
            return _Answer(at, dict(_with_roles(found)))
        except RefusedError as refused:  # after some seconds, maybe: those who waited do not ask
            return _Answer(self._clock(), refused=refused)


def _with_roles(found: dict[str, Session]) -> Iterator[tuple[str, Session]]:
    """The sessions that have a role; of a provider's, the one that the file says now."""
    for key, one in found.items():
        with suppress(RefusedError):  # the file cannot be read: who needs it has no role
            role, units = roles_of_provider.of_now(one)
            if role:
                yield key, replace(one, role=role, units=units)


_of_stores: dict[Path, Living] = {}


def living() -> Living:
    """Of the store that is served."""
    store = store_directory()
    return _of_stores.setdefault(store, Living(store))
