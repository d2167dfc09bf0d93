"""What of a store goes into a backup: all that was published and said, as at one moment."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from data.backup import refusals
from data.ledger.keeping import dump
from data.ledger.keeping.links import Head
from data.ledger.meetings.shown import FOLDER
from data.store.atomic import read_json
from data.store.housekeeping import damaged, generations
from data.store.snapshot import (
    CURRENT,
    MANIFEST,
    MARTS,
    SUMS,
    Snapshot,
    SnapshotError,
    current,
    snapshots_directory,
)

TRIES = 5
POINTER = CURRENT  # its name in a backup, as in a store


@dataclass(frozen=True)
class Moment:
    """A store at one moment: what it served, and how long its ledger was."""

    pointer: bytes
    served: Snapshot | None
    rows: int
    head: Head | None


@dataclass(frozen=True)
class Item:
    """A file of the store; `sha256` is what it should be, "" where nothing says so."""

    name: str
    path: Path
    sha256: str = ""


def moment(store: Path, ledger: BinaryIO) -> Moment:
    """Copy the ledger while the pointer stays: so it tells of no publish that is not served.

    RefusedError where the ledger or what is served is damaged.
    """
    for _ in range(TRIES):
        before = _pointer(store)
        try:
            served = current(store)
        except SnapshotError as error:
            raise damaged(store, error) from error
        ledger.seek(0)
        ledger.truncate()
        rows, head = dump.write(store, ledger)
        if _pointer(store) == before:
            return Moment(before, served, rows, head)
    raise refusals.never_still(store)


def items(store: Path, at: Moment) -> Iterator[Item]:
    """All files of a moment, in a set order.

    Snapshots never change and are never taken away, but for their marts: see `held`.
    """
    yield from (Item(path.name, path) for path in sorted(store.glob("*.json.migrated*")))
    for path in sorted((store / FOLDER).rglob("*")):
        if path.is_file() and not path.parent.name.startswith("."):
            yield Item(path.relative_to(store).as_posix(), path, path.stem)
    for name in _snapshots(store, at):
        directory = snapshots_directory(store) / name
        listed = _listed(directory)
        for file in [MANIFEST, *sorted(listed)]:
            sha256 = str(listed.get(file, {}).get("sha256", ""))
            yield Item(f"{directory.parent.name}/{name}/{file}", directory / file, sha256)


def held(store: Path, at: Moment, stack: ExitStack) -> dict[Path, BinaryIO]:
    """The marts of all snapshots that have them, open: a publish takes away those of older ones."""
    found: dict[Path, BinaryIO] = {}
    for name in _snapshots(store, at):
        path = snapshots_directory(store) / name / MARTS
        try:
            found[path] = stack.enter_context(path.open("rb"))
        except FileNotFoundError:
            continue
    return found


def is_pruned(item: Item, at: Moment) -> bool:
    """Whether a file that is not there was taken away by a publish, as old marts are."""
    return item.path.name in (MARTS, SUMS) and (
        at.served is None or item.path.parent != at.served.directory
    )


def _snapshots(store: Path, at: Moment) -> list[str]:
    """The snapshots up to the one that is served, oldest first: later ones were not, yet."""
    if at.served is None:
        return []
    there = generations(store)
    return sorted((name for name in there if there[name] <= at.served.generation), key=there.get)  # type: ignore[arg-type]


def _listed(directory: Path) -> dict[str, Any]:
    """What a snapshot says it holds; what lies in it where its manifest cannot be read."""
    try:
        listed = read_json(directory / MANIFEST)["files"]
        if isinstance(listed, dict) and all(isinstance(one, dict) for one in listed.values()):
            return listed
    except (OSError, ValueError, KeyError):
        pass
    found = (path for path in directory.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(directory).as_posix(): {} for path in found}


def _pointer(store: Path) -> bytes:
    try:
        return (store / CURRENT).read_bytes()
    except FileNotFoundError:
        return b""


def inode(file: BinaryIO) -> tuple[int, int] | None:
    """What several names of one file have in common; None where it has one name."""
    facts = os.fstat(file.fileno())
    return (facts.st_dev, facts.st_ino) if facts.st_nlink > 1 else None
