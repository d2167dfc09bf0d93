"""Copies of a store that several tests share, and one that another DuckDB wrote."""

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
