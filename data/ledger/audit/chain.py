"""Whether the list of changes is whole, found out a piece at a time: a page cannot wait for all."""

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from data.ledger.audit.listing import require_reader
from data.ledger.changes import now
from data.ledger.database import rows
from data.ledger.keeping.links import Head
from data.ledger.keeping.verify import LOST, Fault, chained, faults, head, published_heads
from data.ledger.schema import change

PIECE = 500  # changes that are followed before the clock is looked at
MOST = 20  # faults that are told


@dataclass(frozen=True)
class Chain:
    """How far the list was followed, and what was found.

    `upto` is the last change that was looked at, `newest` the last that there is: None where there
    is none. `begun` says when the first was looked at, `at` when the last (ISO 8601, UTC). Of many
    faults the first ones are told.
    """

    upto: Head | None
    newest: Head | None
    begun: str
    at: str
    faults: tuple[Fault, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether there is no change behind the last one that was looked at."""
        return self.newest is None or (self.upto is not None and self.upto.id >= self.newest.id)


def followed(store: Path, before: Chain | None = None, seconds: float = 60.0) -> Chain:
    """The chain from where an earlier look ended, or from its start, for so many seconds at most.

    The heads that snapshots name are looked for too. What an earlier look has passed is not read
    again: only one from the start finds what was altered there since. RefusedError where the
    ledger cannot be read, or who is at work may not read the list.
    """
    require_reader()
    end = time.monotonic() + seconds
    newest, heads = head(store), published_heads(store)
    upto = before.upto if before is not None else None
    heads += [upto] if upto is not None else []
    found = [one for one in (before.faults if before is not None else ()) if one.kind != LOST]
    while len(found) < MOST and (piece := chained(store, upto.id if upto else None, PIECE)):
        found += faults(piece, after=upto)
        upto = Head(int(piece[-1]["id"]), str(piece[-1]["hash"]))
        if time.monotonic() > end:
            break
    begun = before.begun if before is not None else now()
    return Chain(upto, newest, begun, now(), tuple([*found, *_lost(store, heads)][:MOST]))


def _lost(store: Path, heads: list[Head]) -> list[Fault]:
    """Heads that were there once and are not any more."""
    wanted = [one.id for one in heads]
    query = select(change.c.id, change.c.hash).where(change.c.id.in_(wanted))
    there = {one[0]: one[1] for one in rows(store, query)} if wanted else {}
    gone = [one for one in heads if there.get(one.id) != one.hash]
    return list(faults((), gone))
