"""One publisher at a time: a lock on <store>/.lock that the system drops when a process ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.refusal import Bilingual, RefusedError


class BusyError(RefusedError):
    """Another publish is at work in the same store."""


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the lock of a store; BusyError at once when another process holds it."""
    with (store / ".lock").open("a+b") as file:
        try:
            _take(file)
        except OSError as error:
            raise another(store) from error
        yield


def another(store: Path) -> BusyError:
    """The refusal while somebody else publishes."""
    return BusyError(
        store,
        Bilingual("một lần nạp khác đang chạy.", "another publish is running."),
        Bilingual("Hãy chờ nó xong rồi chạy lại.", "Wait for it, then run this again."),
    )


def _take(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
