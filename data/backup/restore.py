"""Makes a store of a backup: beside the place where it belongs, checked, then moved in at once."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.access.check import EVERYWHERE, require
from data.backup import refusals, swap
from data.backup.archive import LEDGER, extract, total
from data.backup.encryption import source
from data.build.warehouse import Progress
from data.ledger.database import is_shared
from data.ledger.gate import replacing
from data.ledger.keeping import dump
from data.ledger.keeping.links import Head
from data.ledger.keeping.verify import chained, faults, head, published_heads
from data.publish.fault_points import reach
from data.refusal import RefusedError
from data.store import housekeeping
from data.store.atomic import flush
from data.store.write_lock import locked


@dataclass
class Restored:
    """What was put back; `altered` says what in the list of changes is not as it was written."""

    files: int
    bytes: int
    made_at: str
    snapshot: str
    altered: list[str] = field(default_factory=list)


def restore(
    archive: Path,
    store: Path,
    actor: str = "",
    replace: bool = False,
    identity: Path | None = None,
    progress: Progress = lambda text: None,
) -> Restored:
    """Put a backup in the place of a store, and write that down in its ledger.

    With `replace` all that is there goes, once the other one is in its place. `identity` is the
    file of the secret key of an encrypted backup. RefusedError where the backup cannot be used, the
    place is not empty, the actor is not admitted or the disk is full, BusyError where a publish
    runs: then the store is as it was.
    """
    require("restore_backup", EVERYWHERE)  # before anything is unpacked; the gate asks it again
    archive, store = Path(archive), Path(store).resolve()
    before = _head(store)
    if not replace and (before is not None or not _is_empty(store)):
        raise refusals.not_empty(store)
    with _refusing(archive, store), ExitStack() as stack:
        store.parent.mkdir(parents=True, exist_ok=True)
        swap.sweep(store)
        fresh = swap.folder_beside(store)
        stack.callback(shutil.rmtree, fresh, ignore_errors=True)
        stack.enter_context(locked(fresh))
        housekeeping.require_space(fresh, archive.stat().st_size)
        with source(archive, identity) as file:
            manifest = extract(archive, file, fresh)
        progress(f"{len(manifest['files']):,} files are as they were kept")
        _flush_all(fresh)
        reach("extracted")
        if store.exists():
            stack.enter_context(locked(store))
        aside = _moved_in(archive, fresh, store, actor, manifest, before, progress)
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        reach("moved_aside")
    restored = Restored(
        len(manifest["files"]),
        total(manifest["files"]),
        str(manifest.get("made_at", "")),
        str(manifest.get("snapshot", "")),
    )
    wrong = faults(chained(store), published_heads(store))
    restored.altered = [f"change {one.id} {one.text}" for one in wrong]
    return restored


def _moved_in(
    archive: Path,
    fresh: Path,
    store: Path,
    actor: str,
    manifest: dict[str, Any],
    before: Head | None,
    progress: Progress,
) -> Path | None:
    """Build the ledger and move the store in; returns where the old one is.

    A ledger on a server is committed when the store is in its place, and not at all where it is
    not; a crash between the two leaves the old ledger, and the same restore mends it.
    """
    lines = fresh / LEDGER
    aside: Path | None = None
    with lines.open("rb") as file:
        try:
            revision = dump.revision_of(file.readline())
            with replacing(store, fresh, actor, revision) as passage:
                count = dump.load(passage, file)
                facts = {name: manifest.get(name) for name in ("made_at", "ledger_head")}
                passage.record(archive.name, {"ledger_head": str(before or "")}, facts)
                progress(f"ledger: {count:,} rows")
                if is_shared():
                    lines.unlink()
                    aside = swap.put_in_place(fresh, store)
        except ValueError as error:
            raise refusals.damaged(archive, f"{LEDGER}: {error}") from error
    if not is_shared():
        lines.unlink()
        reach("ledger_built")
        aside = swap.put_in_place(fresh, store)
    return aside


@contextmanager
def _refusing(archive: Path, store: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise refusals.disk(archive, error) from error
    except OSError as error:
        raise refusals.disk(store, error) from error


def _is_empty(store: Path) -> bool:
    try:
        return all(path.name == ".lock" for path in store.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _head(store: Path) -> Head | None:
    """The head of the ledger that is replaced; None where there is none, or it cannot be read."""
    try:
        return head(store)
    except RefusedError:
        return None


def _flush_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        flush(path)
    flush(folder)
