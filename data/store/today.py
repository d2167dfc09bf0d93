"""Which day it is, for what is judged by it: a clock that was set back must not make data wait."""

from datetime import date, datetime
from pathlib import Path

from data.store.snapshot import SnapshotError, current


def today(store: Path) -> date:
    """The day of the machine's clock, or that of the latest publish where the clock stands before.

    A machine whose clock lost its battery wakes up in 2000, or in the year in which it was built:
    all lines of all files would be of the future, and set aside.
    """
    by_clock = date.today()
    try:
        served = current(store)
        told = str(served.manifest["published_at"]) if served is not None else ""
        return max(by_clock, datetime.fromisoformat(told).date()) if told else by_clock
    except (SnapshotError, LookupError, TypeError, ValueError):  # no checksum covers a manifest
        return by_clock
