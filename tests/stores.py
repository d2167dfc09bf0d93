"""Copies of a store, a correction of what is in it, and one that another DuckDB wrote."""

import json
import shutil
from pathlib import Path

from data.store.atomic import sha256_of
from data.store.snapshot import MANIFEST, MARTS, current

# SQLite keeps them beside a database while somebody has it open, and takes them away at the end.
PASSING = shutil.ignore_patterns("*-shm", "*-wal")

TO_COME = "99.0.0"  # of DuckDB
TOO_NEW = b"\xff\x03"  # the number of a form of files that no DuckDB knows yet


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


def written_by(store: Path, version: str, unreadable: bool = False) -> str:
    """Has the served snapshot say that another DuckDB wrote it; its name."""
    snapshot = current(store)
    path, manifest = snapshot.directory / MANIFEST, dict(snapshot.manifest)
    manifest["duckdb"] = version
    if unreadable:
        place = snapshot.directory / MARTS
        content = bytearray(place.read_bytes())
        assert content[8:12] == b"DUCK"
        content[12:14] = TOO_NEW
        place.write_bytes(content)
        manifest["files"][MARTS]["sha256"] = sha256_of(place)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return snapshot.name
