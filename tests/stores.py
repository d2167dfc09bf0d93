"""Copies of a store that several tests share."""

import shutil
from pathlib import Path

# SQLite keeps them beside a database while somebody has it open, and takes them away at the end.
PASSING = shutil.ignore_patterns("*-shm", "*-wal")


def copy_of(store: Path, place: Path) -> Path:
    """A copy that a test may change of a store that others only read, perhaps at this moment."""
    return Path(shutil.copytree(store, place, ignore=PASSING))
