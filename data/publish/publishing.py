"""Whoever changes what is served passes the gate, one at a time; what fails is noted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.access.roles import PROGRAM
from data.ledger import failures
from data.ledger.database import publishing_alone
from data.ledger.gate import acting
from data.publish.exchange.exchange import put, take
from data.publish.exchange.place import Place, shared
from data.refusal import Bilingual, RefusedError, without_places
from data.store import housekeeping
from data.store.snapshot import SnapshotError, snapshots_directory
from data.store.write_lock import BusyError, another, locked


@contextmanager
def publishing(
    store: Path, what: str, actor: str, action: str, units: Iterable[str] = ()
) -> Iterator[str]:
    """The gate, then the lock of a store; whatever fails inside is noted as a RefusedError.

    Of storage that several machines share the newest is taken first, and what is served then is put
    there; one of them publishes at a time, by the lock that a ledger on a server has.

    Gives the name of the actor as the history keeps it. `what` names the files that are published,
    for a fault of our own, `units` the communes that it concerns. RefusedError where the gate
    refuses, BusyError when the lock is taken: neither is a fault of the files.
    """
    with acting(store, actor, action, units) as name:
        try:
            snapshots_directory(store).mkdir(parents=True, exist_ok=True)
            with locked(store), publishing_alone(store) as is_alone, _noting(store, what):
                if not is_alone:
                    raise another(store)
                place = shared()
                if place is not None:
                    take(store, place)
                yield name
                if place is not None:
                    _put(store, place)
        except OSError as error:
            full = housekeeping.full(store, error.strerror or str(error))
            failures.note(store, full, PROGRAM)
            raise full from error


def _put(store: Path, place: Place) -> None:
    """What is served here is served: who follows the storage puts it there once it answers."""
    try:
        put(store, place)
    except RefusedError as refused:
        failures.note(store, refused, PROGRAM)


@contextmanager
def _noting(store: Path, what: str) -> Iterator[None]:
    try:
        yield
    except BusyError:
        raise
    except RefusedError as refused:
        failures.note(store, refused, PROGRAM)
        raise
    except SnapshotError as error:
        raise housekeeping.damaged(store, error) from error
    except duckdb.Error as error:
        not_built = _not_built(store, what, error)
        failures.note(store, not_built, PROGRAM)
        raise not_built from error


def _not_built(store: Path, what: str, error: duckdb.Error) -> RefusedError:
    if isinstance(error, duckdb.IOException) or "Could not write" in str(error):
        return housekeeping.full(store, str(error))
    said = without_places(str(error))
    return RefusedError(
        what,
        Bilingual(f"không dựng được kho dữ liệu: {said}", f"could not be built: {said}"),
        Bilingual(
            "Hãy chạy lại; nếu vẫn lỗi, gửi thông báo này cho người bảo trì.",
            "Run it again; if it fails again, send this message to the maintainers.",
        ),
        detail=str(error) if said != str(error) else "",
    )
