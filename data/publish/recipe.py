"""What a snapshot is made from: the exports and the recipe; the same content, the same hash."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from data import province
from data.publish import programs
from data.store.atomic import sha256_of

HERE = Path(__file__).parents[1]
PROGRAM = HERE.parent / programs.DERIVED.split(".")[0]
# These decide nothing in the marts.
ASIDE = {str(HERE / name) for name in ("demo", "ledger", "backup", "query")}
DECIDING = (".py", ".sql", ".toml", ".csv")


def recipe(units_csv: Path) -> dict[str, str]:
    """SHA-256 by name of everything but the exports that decides what the marts hold."""
    root = len(f"{HERE.parent}{os.sep}")
    found = {
        entry.path[root:].replace(os.sep, "/"): _digest(entry.path, entry.stat())
        for wing in (HERE, PROGRAM)
        for entry in _deciding(str(wing))
    }
    least = os.environ.get(programs.SMALL_NUMBERS, "")
    found[programs.SMALL_NUMBERS] = hashlib.sha256(least.encode()).hexdigest()
    found["province/units.csv"] = _digest(str(units_csv), units_csv.stat())
    for name in province.DECIDING:
        path = province.FOLDER / name
        found[f"province/{name}"] = _digest(str(path), path.stat())
    return dict(sorted(found.items()))


def content_sha256(*hashes: Mapping[str, str]) -> str:
    """One hash of the hashes by name: of the exports, of the recipe."""
    lines = [f"{name} {digest}" for part in hashes for name, digest in sorted(part.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _deciding(folder: str) -> Iterator[os.DirEntry[str]]:
    """Every file of this library and of the program but those that decide nothing in the marts."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.path not in ASIDE:
                    yield from _deciding(entry.path)
            elif entry.name.endswith(DECIDING):
                yield entry


def _digest(path: str, stat: os.stat_result) -> str:
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _read(path: str, written: int, size: int) -> str:
    """The hash of a file as it stands since a moment: one publish asks for all of them twice."""
    return sha256_of(Path(path))
