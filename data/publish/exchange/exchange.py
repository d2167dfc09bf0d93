"""One store and the shared storage: what is newer there is taken, what is newer here is put there.

A snapshot comes whole or not at all: its files by their hashes, then its name, then the pointer.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from data.publish.exchange.place import CURRENT, Place, shared
from data.publish.fault_points import reach
from data.publish.generation import serve
from data.refusal import Bilingual, RefusedError
from data.store import engine, housekeeping
from data.store.atomic import flush, prepare_json, sha256_of, swap
from data.store.snapshot import MANIFEST, NAME, Snapshot, once_served, snapshots_directory
from data.store.write_lock import BusyError, locked

POINTER = ("generation", "directory", "content_sha256", "published_at")


def follow(store: Path) -> str:
    """Bring a store and the shared storage to the newer of both; the name of what was taken.

    "" where nothing was taken. Does nothing without shared storage, or while somebody publishes.
    RefusedError where the two do not belong together, or the storage cannot be used.
    """
    place = shared()
    if place is None or not _differs(store, place):
        return ""
    snapshots_directory(store).mkdir(parents=True, exist_ok=True)
    with suppress(BusyError), locked(store):
        taken = take(store, place)
        put(store, place)
        return taken
    return ""


def take(store: Path, place: Place) -> str:
    """Serve what the storage serves, where it is newer; its name, "" where it is not.

    For who holds the lock of the store. RefusedError where the two do not belong together, or a
    newer program published there.
    """
    served, pointer = housekeeping.served(store), place.pointer()
    name = str(pointer["directory"]) if pointer is not None else ""
    if pointer is None or (served is not None and name in _past(served.manifest)):
        return ""
    if not NAME.fullmatch(name):
        raise _strangers()
    manifest = place.manifest(name)
    if engine.is_newer(manifest):
        raise _newer(engine.wrote(manifest))
    own_past = {served.name} if served is not None else once_served(store)
    if own_past - _past(manifest):
        raise _strangers()
    listed = {str(file): facts for file, facts in manifest["files"].items()}
    own = served.manifest["files"] if served is not None else {}
    here = {facts["sha256"]: file for file, facts in own.items()}
    missing = [facts for facts in listed.values() if facts["sha256"] not in here]
    housekeeping.require_space(store, sum(int(facts["bytes"]) for facts in missing))
    housekeeping.clean(store, served)
    with housekeeping.half_built(store) as staging:
        for file, facts in listed.items():
            path = staging / file
            if not path.resolve().is_relative_to(staging.resolve()):
                raise _strangers()
            path.parent.mkdir(parents=True, exist_ok=True)
            known = here.get(facts["sha256"])
            if known is None or served is None or not _linked(served, known, path):
                place.take(facts["sha256"], path)
            flush(path)
        swap(prepare_json(staging / MANIFEST, manifest), staging / MANIFEST)
        for directory in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
            flush(directory)
        reach("sealed")
        # what a killed process left there was never served, or lost its pointer since
        shutil.rmtree(snapshots_directory(store) / name, ignore_errors=True)
        serve(store, staging, {key: pointer[key] for key in POINTER})
    return name


def put(store: Path, place: Place) -> bool:
    """Put what a store serves there, where the storage has an older one; whether it did.

    For who holds the lock of the store. RefusedError where the two do not belong together.
    """
    served, pointer = housekeeping.served(store), place.pointer()
    if served is None:
        return False
    name = str(pointer["directory"]) if pointer is not None else ""
    if name == served.name:
        return False
    if name and name not in _past(served.manifest):
        raise _strangers()
    for file, facts in served.manifest["files"].items():
        place.put(served.directory / file, facts["sha256"])
    place.put_json(f"snapshots/{served.name}.json", served.manifest)
    place.put_json(CURRENT, {key: served.manifest[key] for key in POINTER})
    return True


def _differs(store: Path, place: Place) -> bool:
    served, pointer = housekeeping.served(store), place.pointer()
    there = str(pointer["directory"]) if pointer is not None else ""
    return there != (served.name if served is not None else "")


def _past(manifest: dict[str, object]) -> set[str]:
    """The names of all snapshots that led to one, and its own."""
    history = manifest.get("history", [])
    events = history if isinstance(history, list) else []
    return {str(one.get("snapshot", "")) for one in events if isinstance(one, dict)}


def _linked(served: Snapshot, file: str, path: Path) -> bool:
    """Whether a file of the served snapshot, which is as it was published, stands there now too."""
    source = served.directory / file
    facts = served.manifest["files"][file]
    if not source.is_file() or sha256_of(source) != facts["sha256"]:
        return False
    try:
        os.link(source, path)
    except OSError:  # a file system without links
        shutil.copyfile(source, path)
    return True


def _strangers() -> RefusedError:
    return RefusedError(
        CURRENT,
        Bilingual(
            "kho của máy này và kho dùng chung không cùng một lịch sử.",
            "the store of this machine and the shared storage have not one history.",
        ),
        Bilingual(
            "Hãy dùng DX_STORE trống cho máy này, hoặc một nơi dùng chung trống.",
            "Give this machine an empty DX_STORE, or both an empty place to share.",
        ),
    )


def _newer(version: str) -> RefusedError:
    return RefusedError(
        CURRENT,
        Bilingual(
            f"bản số liệu dùng chung do DuckDB {version} ghi; máy này có {engine.OURS}, không đọc"
            " được.",
            f"DuckDB {version} wrote what is shared; this machine has {engine.OURS}, which does not"
            " read it.",
        ),
        Bilingual(
            "Hãy cập nhật chương trình trên máy này; đến lúc đó máy vẫn dùng số liệu đang có.",
            "Bring the program of this machine up to date; until then it serves what it has.",
        ),
    )
