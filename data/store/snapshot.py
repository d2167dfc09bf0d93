"""Readers of the store: which snapshot is current, and what it holds.

A snapshot is a directory that is never written again; CURRENT.json names the one to read.
Once it was named its manifest says so, by which a store is known whose pointer is gone.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data import province
from data.refusal import without_places
from data.store import engine
from data.store.atomic import read_json, sha256_of

DEFAULT_STORE = province.ROOT / (
    "store" if province.IS_DEFAULT else f"store-{province.FOLDER.name}"
)
CURRENT, IN_FORCE = "CURRENT.json", "in_force"
MARTS, SUMS, MANIFEST = "marts.duckdb", "sums.duckdb", "manifest.json"
NAME = re.compile(r"g(\d{6,})-[0-9a-f]{8}")


class SnapshotError(Exception):
    """A store or a snapshot that cannot be read; the text says which file and what to do.

    It is for who runs the server; `reader` is the same for readers, without the folders.
    """

    @property
    def reader(self) -> str:
        """What a page says of it."""
        return without_places(str(self))


class LostPointerError(SnapshotError):
    """A store that was published to, whose CURRENT.json is gone."""


class NewerError(SnapshotError):
    """A snapshot that is whole, whose marts a newer DuckDB wrote than this program has."""

    @property
    def reader(self) -> str:
        """What a page says of it, which names the command in words of its own."""
        return super().reader.partition(":")[0] + "."


@dataclass(frozen=True)
class Snapshot:
    """One generation of all data. `manifest` has its files, hashes, sources and row counts."""

    generation: int
    name: str
    directory: Path
    manifest: dict[str, Any]

    def history(self) -> list[dict[str, Any]]:
        """What led to it, oldest first; SnapshotError where the manifest does not say it right."""
        found = self.manifest.get("history", [])
        if not (isinstance(found, list) and all(map(_is_event, found))):
            raise SnapshotError(f"The history in the manifest of {self.name} is damaged.")
        return found

    def marts(self) -> Path:
        """The file of its marts; SnapshotError when it is not as published."""
        return self._intact(MARTS)

    def sums(self) -> Path:
        """The file of the sums by month that its marts are made of; SnapshotError as of these."""
        return self._intact(SUMS)

    def _intact(self, name: str) -> Path:
        path = self.directory / name
        try:
            if sha256_of(path) != self.manifest["files"][name]["sha256"]:
                raise SnapshotError(f"{path} is damaged: publish the exports again.")
        except (OSError, LookupError, TypeError) as error:
            raise SnapshotError(f"{path} cannot be opened ({error}): publish again.") from error
        return path

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A read-only connection to its marts; SnapshotError when they are not as published."""
        path = self.marts()
        try:
            con = duckdb.connect(str(path), read_only=True)
        except duckdb.Error as error:
            if engine.is_newer(self.manifest):
                raise NewerError(
                    f"{path} was written by DuckDB {engine.wrote(self.manifest)}, which"
                    f" {engine.OURS} does not read: python -m data.setup builds it again."
                ) from error
            raise SnapshotError(f"{path} cannot be opened ({error}): publish again.") from error
        con.execute("set autoinstall_known_extensions = false")
        con.execute("set autoload_known_extensions = false")
        return con


def _is_event(event: object) -> bool:
    if not isinstance(event, dict) or not isinstance(files := event.get("files", []), list):
        return False
    texts = [event.get(name, "") for name in ("snapshot", "at", "event", "by")]
    loads = [one.get("load", 0) for one in files if isinstance(one, dict)]
    return (
        len(loads) == len(files)
        and all(isinstance(one, int) for one in loads)
        and all(isinstance(one, str) for one in texts)
    )


def store_directory() -> Path:
    """The store named by DX_STORE in the environment, else the project's own of the province."""
    return Path(os.environ.get("DX_STORE") or DEFAULT_STORE)


def snapshots_directory(store: Path) -> Path:
    """Where the snapshots of a store lie."""
    return store / "snapshots"


def generation_of(name: str) -> int | None:
    """The number in the name of a snapshot; None for anything else."""
    match = NAME.fullmatch(name)
    return int(match[1]) if match else None


def current(store: Path) -> Snapshot | None:
    """The snapshot that the pointer names; None where nothing was ever published.

    SnapshotError when the pointer, or what it names, is broken, or gone where something was served.
    """
    path = Path(store) / CURRENT
    try:
        pointer = read_json(path)
        name, content = str(pointer["directory"]), pointer["content_sha256"]
    except FileNotFoundError:
        if newest := max(once_served(store), default=""):
            raise LostPointerError(f"{path} is missing, and {newest} was served.") from None
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path} cannot be read ({error}): publish again.") from error
    snapshot = named(store, name)
    if snapshot.manifest.get("content_sha256") != content:
        raise SnapshotError(f"{path} and the manifest of {name} disagree: publish again.")
    return snapshot


def named(store: Path, name: str) -> Snapshot:
    """A snapshot by its name, such as g000012-1f2e3d4c; SnapshotError when it is not there."""
    generation, directory = generation_of(name), snapshots_directory(Path(store)) / name
    if generation is None:
        raise SnapshotError(f"“{name}” is no name of a snapshot, such as g000012-1f2e3d4c.")
    try:
        manifest = read_json(directory / MANIFEST)
    except (OSError, ValueError) as error:
        raise SnapshotError(f"The snapshot {name} is not in {store}, or broken.") from error
    listed = manifest.get("files")
    facts = listed if isinstance(listed, dict) else {}
    is_whole = MARTS in facts and all(isinstance(one, dict) for one in facts.values())
    if not is_whole or not (directory / MARTS).is_file():
        raise SnapshotError(f"The snapshot {name} in {store} is incomplete: publish again.")
    return Snapshot(generation, name, directory, manifest)


def once_served(store: Path) -> set[str]:
    """The names of the snapshots that the pointer has named, by their manifests or by newer ones.

    One that a killed publish left beside them was never named.
    """
    found, there = set[str](), set[str]()
    for path in snapshots_directory(Path(store)).glob(f"*/{MANIFEST}"):
        there.add(path.parent.name)
        try:
            manifest = read_json(path)
            if manifest.get(IN_FORCE):
                found.add(path.parent.name)
            found |= {str(event["snapshot"]) for event in manifest["history"][:-1]}  # its past
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            continue
    return {name for name in found & there if generation_of(name)}


def is_lost(store: Path) -> bool:
    """Whether the pointer of a store is gone; that of one where nothing was published is too."""
    return not (Path(store) / CURRENT).exists()


def kept(store: Path) -> list[str]:
    """The names of the snapshots that can be read, newest first, the current one among them.

    Older ones can be restored: see data/publish/restore.py.
    """
    served = current(store)
    if served is None:
        return []
    directories = snapshots_directory(Path(store)).iterdir()
    names = [path.name for path in directories if (path / MARTS).is_file()]
    older = [(generation_of(name) or 0, name) for name in names if generation_of(name)]
    return [name for number, name in sorted(older, reverse=True) if number <= served.generation]
