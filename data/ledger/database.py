"""The database of the ledger: SQLite beside the snapshots, or PostgreSQL where DX_LEDGER says so.

Whoever opens it brings it up to date first: missing tables are made, and what older versions kept
as JSON is taken over. Pages ask `problem`; readers use `rows`; only the gate writes.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, column, inspect, select, table
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from data.ledger import engines, json_files, refusals, schema
from data.ledger.engines.file import WRITING, engine_of, kept, touch
from data.ledger.refusals import BEGUN, BEGUN_THERE, LEDGER, refusing
from data.ledger.schema import HEAD
from data.refusal import RefusedError
from data.store.atomic import flush

SHARED = "DX_LEDGER"
SERVER = "PostgreSQL"
NO_TABLE = "42P01"
REVISION = select(table("alembic_version", column("version_num")).c.version_num)
_checked: dict[Path, tuple[int, int, int]] = {}
_upgrading = threading.Lock()  # Alembic works for one thread at a time


def rows(store: Path, query: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What a query finds; nothing where there is no ledger yet.

    RefusedError where the ledger cannot be read.
    """
    with _opened(store, is_writing=False) as con:
        return [tuple(row) for row in con.execute(query)] if con is not None else []


@contextmanager
def writing(store: Path) -> Iterator[Connection]:
    """A transaction that writes; the gate alone asks for one. Others wait for it, 5 s at most.

    RefusedError where that is not possible: nothing is changed then.
    """
    with _opened(store, is_writing=True) as con:
        assert con is not None
        yield con


@contextmanager
def reading(store: Path) -> Iterator[Connection | None]:
    """A transaction that reads, all of it as at one moment; None where there is no ledger yet.

    RefusedError where the ledger cannot be read.
    """
    with _opened(store, is_writing=False) as con:
        yield con


@contextmanager
def rebuilding(store: Path, revision: str) -> Iterator[Connection]:
    """A transaction in an empty ledger of a revision, which is brought up to date at its end.

    For the gate alone. It is a file that is not there yet, or on a server takes the place of what
    is there. RefusedError where that is not possible, or the revision is a newer one.
    """
    place = _place(store)
    with refusing(place.name), place.asking():
        if place.name == LEDGER:
            touch(Path(store).absolute() / LEDGER)
            _mark_begun(Path(store) / BEGUN)
        making = place.engine.execution_options(**WRITING, silence=engines.LONG)
        with place.writing(making) as con:
            if place.name == SERVER:
                _drop(con)
            _upgrade(con, place.name, revision)
            yield con
            _upgrade(con, place.name)


@contextmanager
def publishing_alone(store: Path) -> Iterator[bool]:
    """Whether no other machine with this ledger publishes meanwhile: true of a ledger in a file.

    RefusedError where the server cannot be asked.
    """
    place = _place(store)
    if place.name == LEDGER:
        yield True
        return
    from data.ledger.engines.server import holding_publishes

    with ExitStack() as kept:
        with refusing(place.name), place.asking():
            is_alone = kept.enter_context(holding_publishes(place.engine))
        yield is_alone


@contextmanager
def understanding() -> Iterator[None]:
    """Stands around what is made of rows; RefusedError where they make no sense.

    A flipped bit leaves a file whole that says `segn` for `seen`.
    """
    try:
        yield
    except (TypeError, ValueError, LookupError) as error:
        raise (refusals.altered(SERVER) if is_shared() else refusals.damaged()) from error


def is_shared() -> bool:
    """Whether the ledger lies on a server, not in the store."""
    return bool(os.environ.get(SHARED))


def problem(store: Path) -> RefusedError | None:
    """Why the ledger of a store cannot be read; None where it can, or where there is none yet."""
    try:
        rows(store, REVISION)
    except RefusedError as refused:
        return refused
    return None


class Place(NamedTuple):
    """Where a ledger is: what it is called, its engine, what each use and each change stand in."""

    name: str
    engine: Engine
    asking: Callable[[], Any]
    writing: Callable[[Engine], Any]


@contextmanager
def _opened(store: Path, is_writing: bool) -> Iterator[Connection | None]:
    """A transaction in a ledger that is up to date; None where there is none yet to be read."""
    place = _place(store)
    writer = place.engine.execution_options(**WRITING)

    def begun() -> Any:
        return place.writing(writer) if is_writing else place.engine.begin()

    with refusing(place.name), place.asking():
        path = Path(store).absolute() / LEDGER if place.name == LEDGER else None
        is_missing = path is not None and not _is_there(path)
        waiting = json_files.waiting(store)
        if path is not None and is_missing:
            if json_files.are_set_aside(store) and not _is_there(path):  # not even by now
                raise refusals.lost()
            if not waiting and _is_there(path.with_name(BEGUN)):
                raise refusals.gone()
            if not (is_writing or waiting):
                yield None
                return
            _create(path)
        with begun() as con:
            _require_whole(con, path)
            if _is_current(con) and json_files.are_known(con, waiting):
                if is_writing:
                    _mark_begun(Path(store) / (BEGUN if path else BEGUN_THERE))
                json_files.set_aside(waiting)
                yield con
                return
        with writer.execution_options(silence=engines.LONG).begin() as con:
            is_empty = not inspect(con).has_table("alembic_version")
            if is_empty and place.name == SERVER and _is_there(Path(store) / BEGUN_THERE):
                raise refusals.emptied(SERVER)
            if is_empty or not _is_current(con):
                _upgrade(con, place.name)
            json_files.take_over(con, waiting)
        json_files.set_aside(waiting)
        _mark_begun(Path(store) / (BEGUN if path else BEGUN_THERE))
        with begun() as con:
            yield con


def _place(store: Path) -> Place:
    """Where the ledger of a store is."""
    shared = os.environ.get(SHARED)
    if not shared:
        file = kept(Path(store).absolute() / LEDGER)
        return Place(LEDGER, file, nullcontext, Engine.begin)
    try:
        from data.ledger.engines.server import answered, server

        return Place(SERVER, *server(shared), answered)
    except (SQLAlchemyError, ValueError, ImportError):
        raise refusals.unusable_address() from None  # the error may quote the password


def _is_there(path: Path) -> bool:
    """Whether there is a file; an OSError where the folder does not say (`exists` hides that)."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _mark_begun(mark: Path) -> None:
    """Leave word that there is a ledger; not where the store is for reading alone."""
    with suppress(OSError):
        if not _is_there(mark):
            mark.touch()


def _require_whole(con: Connection, path: Path | None) -> None:
    """Look for damage in a file, anew whenever it has changed; a server looks after its own."""
    if path is None:
        return
    facts = path.stat()
    seen = facts.st_ino, facts.st_size, facts.st_mtime_ns
    if _checked.get(path) != seen:
        if con.exec_driver_sql("pragma quick_check").fetchall() != [("ok",)]:
            raise refusals.damaged()
        if _is_current(con):
            for one in set(schema.metadata.sorted_tables) - {schema.change}:  # that has its hashes
                con.execute(select(one)).all()  # an error where a value is no JSON, or no text
        _checked[path] = seen


def _is_current(con: Connection) -> bool:
    """False where the tables are older or newer, or an empty database of a server has none.

    A file without them is damaged, never an empty ledger: those are put in place whole.
    """
    try:
        return con.scalar(REVISION) == HEAD
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") == NO_TABLE:
            return False
        raise


def _drop(con: Connection) -> None:
    """Take the tables of a ledger off a server, of whatever version it is."""
    for name in ("alembic_version", *schema.metadata.tables):
        con.exec_driver_sql(f"drop table if exists {name} cascade")
    con.exec_driver_sql("drop function if exists change_stays")


def _upgrade(con: Connection, name: str, revision: str = HEAD) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    steps = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", steps.replace("%", "%%"))
    config.attributes["connection"] = con
    try:
        with _upgrading:
            command.upgrade(config, revision)
    except CommandError as error:  # a step that this version does not know
        raise refusals.newer(name) from error


def _create(path: Path) -> None:
    """Put an empty ledger in place, whole; of two that do so at once the second keeps the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ledger-") as scratch:
        fresh = Path(scratch) / LEDGER
        touch(fresh)
        with engine_of(fresh).execution_options(**WRITING).begin() as con:
            _upgrade(con, LEDGER)
        flush(fresh)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                fresh.rename(path)
        flush(path.parent)
