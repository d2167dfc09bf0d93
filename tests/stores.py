"""Copies of a store that several tests share, and a correction of what is in it."""

import shutil
from pathlib import Path

# SQLite keeps them beside a database while somebody has it open, and takes them away at the end.
PASSING = shutil.ignore_patterns("*-shm", "*-wal")


def copy_of(store: Path, place: Path) -> Path:
    """A copy that a test may change of a store that others only read, perhaps at this moment."""
    return Path(shutil.copytree(store, place, ignore=PASSING))


def corrected(exports: Path, out: Path | None = None) -> Path:
    """The dossiers with a number of their last line one less: the file among the exports itself.

    With `out` that line alone, as a correction that is loaded, in a file of that name there.
    """
    path = exports / "ho_so.csv"
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = lines.pop().split(";")
    cells[4] = str(int(cells[4]) - 1)  # online
    kept = lines if out is None else []
    path = path if out is None else out / path.name
    path.write_text("\n".join([head, *kept, ";".join(cells), ""]), encoding="utf-8-sig")
    return path
