"""One publisher at a time: a lock on <store>/.lock that the system drops when a process ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import duckdb

from data.refusal import Bilingual, RefusedError
from data.store import housekeeping
from data.store.snapshot import snapshots_directory


class BusyError(RefusedError):
    """Another publish is at work in the same store."""


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the lock of a store; BusyError at once when another process holds it."""
    with (store / ".lock").open("a+b") as file:
        try:
            _take(file)
        except OSError as error:
            raise BusyError(
                store,
                Bilingual("một lần nạp khác đang chạy.", "another publish is running."),
                Bilingual("Hãy chờ nó xong rồi chạy lại.", "Wait for it, then run this again."),
            ) from error
        yield


def _take(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def writing(store: Path, what: str) -> Iterator[None]:
    """The lock of a store; whatever fails inside is noted in LAST_FAILURE.json as a RefusedError.

    `what` names the files that are published, for a fault of our own. BusyError when the lock is
    taken.
    """
    try:
        snapshots_directory(store).mkdir(parents=True, exist_ok=True)
        with locked(store):
            try:
                yield
            except RefusedError as refused:
                housekeeping.note(store, refused)
                raise
            except duckdb.Error as error:
                raise _not_built(store, what, error) from error
    except OSError as error:
        full = housekeeping.full(store, error.strerror or str(error))
        with suppress(OSError):
            housekeeping.note(store, full)
        raise full from error


def _not_built(store: Path, what: str, error: duckdb.Error) -> RefusedError:
    if isinstance(error, duckdb.IOException) or "Could not write" in str(error):
        refused = housekeeping.full(store, str(error))
    else:
        refused = RefusedError(
            what,
            Bilingual(f"không dựng được kho dữ liệu: {error}", f"could not be built: {error}"),
            Bilingual(
                "Hãy chạy lại; nếu vẫn lỗi, gửi thông báo này cho người bảo trì.",
                "Run it again; if it fails again, send this message to the maintainers.",
            ),
        )
    housekeeping.note(store, refused)
    return refused
