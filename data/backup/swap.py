"""Puts a folder in the place of another one in one step, so that a crash leaves one of the two."""

import ctypes
import errno
import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from data.backup import refusals
from data.publish.fault_points import reach
from data.store.atomic import flush
from data.store.write_lock import BusyError, locked

EXCHANGE, HERE = 2, -100  # of renameat2(2): RENAME_EXCHANGE, AT_FDCWD
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def put_in_place(fresh: Path, store: Path) -> Path | None:
    """Give a folder the name of the store; returns where the old store is now, if there was one.

    RefusedError where that is not possible: then both are as they were.
    """
    try:
        aside = _put(fresh, store)
        flush(store.parent)
    except OSError as error:
        raise refusals.disk(store, error) from error
    reach("moved_in")
    return aside


def _put(fresh: Path, store: Path) -> Path | None:
    if not store.exists():
        fresh.rename(store)
        return None
    fresh.chmod(store.stat().st_mode & 0o7777)
    if _exchanged(fresh, store):
        return fresh
    aside = fresh.with_name(fresh.name + ".old")
    store.rename(aside)  # a crash right here leaves no store, and both beside it
    fresh.rename(store)
    return aside


def folder_beside(store: Path) -> Path:
    """A new folder in which a store can be made that will take its place."""
    fresh = store.with_name(f"{_prefix(store)}{os.getpid()}-{secrets.token_hex(4)}")
    fresh.mkdir()
    return fresh


def sweep(store: Path) -> None:
    """Remove what restores left that were killed: folders that no process holds."""
    for path in store.parent.glob(f"{_prefix(store)}*"):
        with suppress(BusyError, OSError), locked(path):
            if store.exists():  # else what is beside it may be all that is left
                shutil.rmtree(path, ignore_errors=True)


def _prefix(store: Path) -> str:
    return f".{store.name}.restoring-"


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change their names at once; False where the system cannot."""
    if sys.platform != "linux":
        return False
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    if exchange(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNKNOWN:
        return False
    raise OSError(code, os.strerror(code))
