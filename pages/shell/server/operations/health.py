"""Whether the server is well: how old its data are, whether the disk has room, the ledger answers.

It says so little that anybody may ask. Each question is asked beside the server: neither a disk
nor a database that hangs keeps the answer.
"""

import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from data.ledger.database import problem
from data.store.snapshot import SnapshotError, current, store_directory
from pages.shell.server.operations.asked import Beside

LOW = 2**30  # bytes of free disk: a publish of the demonstration data takes a third of it
PATIENCE = 0.02  # seconds that one who asks waits for each of the two


@dataclass(frozen=True)
class Files:
    """What lies on the disk: the newest snapshot, and the room that is left in bytes.

    `age` in seconds; 0 and None where no snapshot can be read.
    """

    generation: int
    age: float | None
    free: int


@dataclass(frozen=True)
class Ledger:
    """Whether the ledger can be read, and how many seconds it took to find out."""

    is_well: bool
    seconds: float


@dataclass(frozen=True)
class Health:
    """Both, as far as they are known within the patience of who asks."""

    files: Files | None
    ledger: Ledger | None

    def told(self) -> tuple[int, dict[str, Any]]:
        """The status of HTTP, and what is said."""
        age = self.files.age if self.files is not None else None
        is_low = self.files.free < LOW if self.files is not None else None
        is_there = self.ledger is not None and self.ledger.is_well
        is_well = age is not None and is_low is False and is_there
        return (200 if is_well else 503), {
            "status": "ok" if is_well else "degraded",
            "snapshot_age_hours": None if age is None else int(age // 3600),
            "disk_low": is_low,
            "ledger_reachable": is_there,
        }


def files_of(store: Path) -> Files:
    """What lies on the disk now."""
    place = next(one for one in (store, *store.absolute().parents) if one.exists())
    free = shutil.disk_usage(place).free
    try:
        served = current(store)
        assert served is not None
        published = datetime.fromisoformat(str(served.manifest["published_at"]))
        age = (datetime.now(UTC) - published).total_seconds()
        return Files(served.generation, max(age, 0.0), free)
    except (SnapshotError, AssertionError, LookupError, ValueError, TypeError):
        return Files(0, None, free)


def ledger_of(store: Path) -> Ledger:
    """How the ledger answers now."""
    began = time.perf_counter()
    is_well = problem(store) is None
    return Ledger(is_well, time.perf_counter() - began)


def health(patience: float = PATIENCE) -> Health:
    """How the server is, known since two seconds at most."""
    files, ledger = _questions(store_directory())
    return Health(files.answer(patience), ledger.answer(patience))


@cache
def _questions(store: Path) -> tuple[Beside[Files], Beside[Ledger]]:
    return Beside(lambda: files_of(store)), Beside(lambda: ledger_of(store))
