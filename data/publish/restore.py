"""What happened to a store, and the way back: any earlier snapshot can be served again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.access.check import EVERYWHERE
from data.access.roles import PROGRAM
from data.build.warehouse import Progress, derive
from data.publish.base import open_base
from data.publish.generation import Plan, Published, next_generation, opened
from data.publish.programs import announce
from data.publish.publishing import publishing
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.store import engine, housekeeping
from data.store.atomic import read_json
from data.store.snapshot import (
    MANIFEST,
    Snapshot,
    current,
    generation_of,
    is_lost,
    once_served,
    snapshots_directory,
)

REBUILT = "rebuild"  # its event in a history


def events(store: Path) -> list[dict[str, Any]]:
    """Everything that led to the served snapshot, oldest first: snapshot, at, event, by, files."""
    served = current(store)
    return list(served.history()) if served is not None else []


def restorable(store: Path) -> list[str]:
    """The names of all snapshots that can be served again, newest first.

    One that a killed publish left was never served: the next publish removes it.
    """
    served, store = housekeeping.served(Path(store)), Path(store)
    found = {
        path.parent.name: generation_of(path.parent.name) or 0
        for path in snapshots_directory(store).glob(f"*/{MANIFEST}")
    }
    if is_lost(store):
        found = {name: found[name] for name in once_served(store) if name in found}
    newest = served.generation if served is not None else max(found.values(), default=0)
    names = [name for name, number in found.items() if number <= newest]
    return sorted(names, key=lambda name: found[name], reverse=True)


def restore(
    name: str, store: Path, actor: str = "", progress: Progress = lambda text: None
) -> Published:
    """Serve what an earlier snapshot held, as a new generation; nothing in between is lost.

    RefusedError when there is no such snapshot. BusyError when a publish is running.
    """
    return _build(name, store, actor, progress, {"event": "restore", "restored": name})


def rebuild(name: str, store: Path, progress: Progress = lambda text: None) -> Published:
    """Serve the snapshot that is served, as this program's DuckDB writes it: a new generation.

    It stays until the new one is sealed. RefusedError and BusyError as of a restore.
    """
    return _build(name, store, PROGRAM, progress, {"event": REBUILT, "duckdb": engine.OURS})


def _build(
    name: str, store: Path, actor: str, progress: Progress, told: Mapping[str, str]
) -> Published:
    """A generation of the raw files of an earlier one; `told` is its line in the history."""
    store = Path(store)
    with publishing(store, name, actor, "restore", EVERYWHERE) as by:
        served = opened(store)
        old = _earlier(store, name)

        def fill(con: Any) -> None:
            open_base(con, old)
            derive(con, progress)

        event = {**told, "by": by, "files": []}
        size = sum(path.stat().st_size for path in old.directory.rglob("*.parquet"))
        plan = Plan(str(old.manifest["content_sha256"]), fill, 3 * size, lambda: event)
        past = served or old  # a damaged snapshot cannot say what happened, the older one can
        published = next_generation(store, past, plan, UNITS_CSV, progress)
    announce(store, progress)
    return published


def _earlier(store: Path, name: str) -> Snapshot:
    directory, generation = snapshots_directory(store) / name, generation_of(name)
    try:
        manifest = read_json(directory / MANIFEST)
    except (OSError, ValueError) as error:
        raise _unknown(store, name) from error
    if generation is None or "content_sha256" not in manifest:
        raise _unknown(store, name)
    return Snapshot(generation, name, directory, manifest)


def _unknown(store: Path, name: str) -> RefusedError:
    names = ", ".join(restorable(store)[:5]) or "–"
    return RefusedError(
        name,
        Bilingual("không có bản số liệu này.", "there is no such snapshot."),
        Bilingual(f"Các bản gần nhất: {names}", f"The newest are: {names}"),
    )
