"""The state of a store under its lock: what is served, what is left over."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from data.refusal import Bilingual, RefusedError, without_places
from data.store import atomic
from data.store.snapshot import (
    IN_FORCE,
    MANIFEST,
    MARTS,
    SUMS,
    LostPointerError,
    Snapshot,
    SnapshotError,
    current,
    generation_of,
    snapshots_directory,
)

KEPT = 3


def served(store: Path) -> Snapshot | None:
    """The current snapshot; None where there is none, or none that can be read."""
    try:
        return current(store)
    except SnapshotError:
        return None


def require_readable(store: Path) -> None:
    """Refuse to add to a store whose pointer or manifest is damaged.

    To an import nothing would seem to be there: it would serve its own lines alone.
    """
    try:
        current(store)
    except SnapshotError as error:
        raise damaged(store, error) from error


def damaged(store: Path, error: SnapshotError) -> RefusedError:
    """The refusal to go on from a snapshot that is not as it was published."""
    return RefusedError(
        store,
        Bilingual(
            f"bản số liệu hiện tại bị hỏng ({error.reader}).",
            f"the current snapshot is damaged ({error.reader}).",
        ),
        Bilingual(
            "Hãy khôi phục bản số liệu trước đó, hoặc nạp lại toàn bộ thư mục tệp số liệu.",
            "Restore an earlier snapshot, or publish the whole directory of exports again.",
        ),
    )


def require_pointer(store: Path) -> None:
    """Refuse to write to a store whose pointer is gone: a restore alone knows how to go on."""
    try:
        current(store)
    except LostPointerError as error:
        raise RefusedError(
            store,
            Bilingual(
                "tệp CURRENT.json của kho đã mất, nên không biết bản số liệu nào đang dùng.",
                "its CURRENT.json is gone, so that nobody knows which snapshot is served.",
            ),
            Bilingual("Hãy khôi phục bản số liệu mới nhất.", "Restore the newest snapshot."),
        ) from error
    except SnapshotError:
        return  # what is broken a new publish may take the place of


def mark(snapshot: Path) -> None:
    """Write in the manifest of a snapshot that the pointer names it; the next publish does it too.

    Where it cannot be written nothing else is lost by that.
    """
    path = snapshot / MANIFEST
    with suppress(OSError, ValueError):
        manifest = atomic.read_json(path)
        if not manifest.get(IN_FORCE):
            atomic.write_json(path, {**manifest, IN_FORCE: True})


def is_intact(snapshot: Snapshot) -> bool:
    """Whether every file of a snapshot is as it was published."""
    files: Mapping[str, Mapping[str, str]] = snapshot.manifest["files"]
    try:
        return all(
            atomic.sha256_of(snapshot.directory / name) == listed["sha256"]
            for name, listed in files.items()
        )
    except (OSError, LookupError, TypeError):
        return False


def generations(store: Path) -> dict[str, int]:
    """Name and number of each snapshot directory, whether it is complete or not."""
    names = [path.name for path in snapshots_directory(store).iterdir()]
    return {name: number for name in names if (number := generation_of(name)) is not None}


def clean(store: Path, snapshot: Snapshot | None) -> None:
    """Remove what a killed publish left: half-built files, and snapshots that were never served.

    Where no snapshot is known to be served nothing but half-built files is removed: a broken
    pointer must not cost the snapshots.
    """
    for path in store.glob(".staging*"):
        shutil.rmtree(path)
    for path in store.glob("*.tmp"):
        path.unlink()
    if snapshot is not None:
        for name, number in generations(store).items():
            if number > snapshot.generation:
                shutil.rmtree(snapshots_directory(store) / name)


@contextmanager
def half_built(store: Path) -> Iterator[Path]:
    """An empty directory to build in; what is still there at the end has failed and goes.

    Left where it is, it would fill a disk that is full already, up to the note of what failed.
    """
    staging = store / ".staging"
    staging.mkdir()
    try:
        yield staging
    finally:
        for path in store.glob(".staging*"):
            shutil.rmtree(path, ignore_errors=True)


def prune(store: Path, pinned: Collection[str]) -> None:
    """Remove the marts of all but the newest snapshots: what they are made from stays for good.

    Those of `pinned` stay beside the newest. A file that is still open elsewhere goes another time.
    """
    newest = sorted(generations(store).items(), key=lambda item: item[1], reverse=True)
    for name in [name for name, _ in newest if name not in pinned][KEPT:]:
        with suppress(OSError):
            for file in (MARTS, SUMS):
                (snapshots_directory(store) / name / file).unlink(missing_ok=True)


def require_space(store: Path, needed: int) -> None:
    """Refuse to begin where the disk has less room than so many bytes."""
    free = shutil.disk_usage(store).free
    if free < needed:
        raise full(store, f"{free:,} < {needed:,} bytes")


def full(store: Path, detail: str) -> RefusedError:
    """The refusal for a disk that is full, or a store that cannot be written."""
    said = without_places(detail)
    return RefusedError(
        store,
        Bilingual(f"không ghi được vào kho dữ liệu ({said}).", f"cannot be written ({said})."),
        Bilingual(
            "Hãy kiểm tra chỗ trống trên đĩa và quyền ghi, rồi nạp lại.",
            "Check the free space and who may write there, then publish again.",
        ),
        detail=detail if said != detail else "",
    )
