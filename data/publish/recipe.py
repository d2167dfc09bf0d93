"""What a snapshot is made from: the exports and the recipe; the same content, the same hash."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from data.publish import programs
from data.store.atomic import sha256_of

HERE = Path(__file__).parents[1]
PROGRAM = HERE.parent / programs.DERIVED.split(".")[0]
ASIDE = {HERE / "demo", HERE / "ledger"}  # demonstration data, and what people said
DECIDING = {".py", ".sql", ".toml", ".csv"}


def recipe(units_csv: Path) -> dict[str, str]:
    """SHA-256 by name of everything but the exports that decides what the marts hold."""
    files = {path.relative_to(HERE.parent).as_posix(): path for path in _recipe_files()}
    files["geo/units.csv"] = units_csv
    return {name: sha256_of(path) for name, path in sorted(files.items())}


def content_sha256(*hashes: Mapping[str, str]) -> str:
    """One hash of the hashes by name: of the exports, of the recipe."""
    lines = [f"{name} {digest}" for part in hashes for name, digest in sorted(part.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _recipe_files() -> list[Path]:
    """Every file of this library and of the program but those that decide nothing in the marts."""
    return [
        path
        for wing in (HERE, PROGRAM)
        for path in wing.rglob("*")
        if path.suffix in DECIDING and ASIDE.isdisjoint(path.parents)
    ]
