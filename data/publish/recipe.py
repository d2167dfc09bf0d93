"""What a snapshot is made from: the exports and the recipe; the same content, the same hash."""

import hashlib
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from data.publish import programs
from data.store.atomic import sha256_of

HERE = Path(__file__).parents[1]
PROGRAM = HERE.parent / programs.DERIVED.split(".")[0]
ASIDE = {HERE / "demo", HERE / "ledger"}  # demonstration data, and what people said
DECIDING = (".py", ".sql", ".toml", ".csv")


def recipe(units_csv: Path) -> dict[str, str]:
    """SHA-256 by name of everything but the exports that decides what the marts hold."""
    files = {path.relative_to(HERE.parent).as_posix(): path for path in _recipe_files()}
    files["geo/units.csv"] = units_csv
    return {name: _digest(path) for name, path in sorted(files.items())}


def content_sha256(*hashes: Mapping[str, str]) -> str:
    """One hash of the hashes by name: of the exports, of the recipe."""
    lines = [f"{name} {digest}" for part in hashes for name, digest in sorted(part.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _recipe_files() -> list[Path]:
    """Every file of this library and of the program but those that decide nothing in the marts."""
    found: list[Path] = []
    for wing in (HERE, PROGRAM):
        for folder, folders, names in os.walk(wing):
            folders[:] = [name for name in folders if Path(folder, name) not in ASIDE]
            found += [Path(folder, name) for name in names if name.endswith(DECIDING)]
    return found


def _digest(path: Path) -> str:
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _read(path: Path, written: int, size: int) -> str:
    """The hash of a file as it stands since a moment: one publish asks for all of them twice."""
    return sha256_of(path)
