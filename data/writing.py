"""Whoever writes into a store: one at a time, and what fails is noted for those who read."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from data import housekeeping
from data.lock import locked
from data.refusal import Bilingual, RefusedError
from data.snapshot import snapshots_directory


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
