"""What a damaged store still gives: a snapshot to show, and one that can be restored.

Both look at every file anew: ask once an error has occurred, not each time.
"""

from contextlib import suppress
from pathlib import Path

from data.publish.restore import restorable
from data.publish.staging import raw_files
from data.store.atomic import read_json, sha256_of
from data.store.snapshot import MANIFEST, Snapshot, SnapshotError, named, snapshots_directory


def newest_readable(store: Path) -> Snapshot | None:
    """The newest snapshot whose marts are as they were published; None where none is."""
    for name in restorable(store):
        with suppress(SnapshotError):
            snapshot = named(store, name)
            snapshot.connect().close()
            return snapshot
    return None


def newest_restorable(store: Path) -> str:
    """The newest snapshot that `data.history restore` can build again; "" where there is none.

    It may be the damaged one itself: marts are made from raw files, which are often intact.
    """
    return next((name for name in restorable(store) if _is_whole(store, name)), "")


def _is_whole(store: Path, name: str) -> bool:
    """Whether the raw files of a snapshot are as they were published."""
    directory = snapshots_directory(Path(store)) / name
    try:
        manifest = read_json(directory / MANIFEST)
        listed = manifest["files"]
        return bool(manifest["content_sha256"]) and all(
            sha256_of(directory / file) == listed[file]["sha256"]
            for file in {*raw_files().values(), *(one for one in listed if one.startswith("raw/"))}
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
