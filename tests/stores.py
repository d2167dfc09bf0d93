"""Copies of a store, a correction of what is in it, and one that another DuckDB wrote."""

import json
import shutil
from pathlib import Path

import duckdb

from data.store.atomic import sha256_of
from data.store.snapshot import MANIFEST, MARTS, current

# SQLite keeps them beside a database while somebody has it open, and takes them away at the end.
PASSING = shutil.ignore_patterns("*-shm", "*-wal")

TO_COME = "99.0.0"  # of DuckDB
TOO_NEW = b"\xff\x03"  # the number of a form of files that no DuckDB knows yet


def copy_of(store: Path, place: Path) -> Path:
    """A copy that a test may change of a store that others only read, perhaps at this moment."""
    return Path(shutil.copytree(store, place, ignore=PASSING))


def differing(one: Path, other: Path) -> set[str]:
    """The marts that two stores do not both have with the same rows, to the last digit.

    In whatever order they lie, and but for what a publish notes for the next one.
    """
    with duckdb.connect() as con:
        names = []
        for name, store in (("one", one), ("other", other)):
            con.execute(f"attach '{current(store).directory / MARTS}' as {name} (read_only)")
            query = "select table_name from duckdb_tables() where database_name = ?"
            names.append({mart for (mart,) in con.execute(query, [name]).fetchall()})
        found = names[0] ^ names[1]
        for mart in names[0] & names[1] - {"mart_built_from"}:
            for these, those in (("one", "other"), ("other", "one")):
                query = f"from {these}.{mart} except all from {those}.{mart} limit 1"
                found |= {mart for _ in con.execute(query).fetchall()}
        return found


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
