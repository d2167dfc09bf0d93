"""PostgreSQL as the ledger: nobody waits long for a server that says nothing, and pages not at all.

A server that is stopped, or behind a wire that was cut, neither answers nor closes: whoever asks
would wait for good. So a connection is given up after some seconds, and from then on everybody is
refused at once, until a thread of its own finds that the server answers again.
"""

import atexit
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, NamedTuple

import psycopg
from psycopg.errors import ConnectionTimeout
from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import DBAPIError, InternalError, ProgrammingError, SQLAlchemyError

from data.ledger import engines, refusals
from data.ledger.schema import change

SERVER = "PostgreSQL"
TURN = 20_230_912  # the lock that makes those who write into one PostgreSQL take turns
PUBLISHES = 20_230_913  # and the one of who publishes, on whichever machine
LEFT = 60  # seconds after which the server gives up a writer that was cut off from it
AGAIN = 0.5  # seconds between two looks for a server that did not answer
_LOG = logging.getLogger(__name__)


class SilentError(psycopg.OperationalError):
    """The server said nothing for too long."""


class Patient(psycopg.Connection[Any]):
    """A connection that is given up where its server says nothing for `silence` seconds."""

    silence: float = engines.SILENCE

    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        """What psycopg waits for, as it does."""
        return super().wait(self._heard(gen), *how, **more)

    def _heard(self, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        heard = time.monotonic()
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if ready:
                    heard = time.monotonic()
                elif time.monotonic() - heard > self.silence:
                    self.pgconn.finish()  # what it may still say belongs to nobody
                    raise SilentError("the server said nothing for too long")
                wanted = steps.send(ready)
        except StopIteration as done:
            return done.value


class Server(NamedTuple):
    """A server: its engine, and what every use of it stands in."""

    engine: Engine
    asking: Callable[[], Any]


@cache
def server(address: str) -> Server:
    """The server of an address; ValueError or SQLAlchemyError for one that is none."""
    url = make_url(address)
    if url.get_backend_name() != "postgresql":
        raise ValueError
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": engines.SILENCE},
        pool_pre_ping=True,
        pool_timeout=engines.WAIT,
        json_serializer=engines.as_json,
    )
    event.listen(engine, "do_connect", lambda dialect, record, how, named: _connect(how, named))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _end)
    atexit.register(engine.dispose)
    return Server(engine, Absence(engine).asking)


class Absence:
    """Whether a server does not answer: then nobody waits for it, but one thread that looks."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._is_away, self._lock = engine, False, threading.Lock()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Stands around every use; RefusedError at once while the server does not answer."""
        if self._is_away:
            raise refusals.unreachable(SERVER)
        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, SilentError | ConnectionTimeout):
                self._leave()
            raise

    def _leave(self) -> None:
        with self._lock:
            if self._is_away:
                return
            self._is_away = True
        _LOG.warning("The server of the ledger does not answer.")
        threading.Thread(target=self._look, name="ledger", daemon=True).start()

    def _look(self) -> None:
        while True:
            try:
                with self._engine.connect():  # a new one, or an older one that answers
                    break
            except SQLAlchemyError:
                time.sleep(AGAIN)
        self._is_away = False
        _LOG.warning("The server of the ledger answers again.")


@contextmanager
def answered(writer: Engine) -> Iterator[Connection]:
    """A transaction that writes; where the answer to its commit is lost, it is looked for.

    RefusedError where nobody can tell whether it was kept.
    """
    last = None
    try:
        with writer.begin() as con:
            yield con
            newest = select(change.c.id, change.c.hash).order_by(change.c.id.desc()).limit(1)
            with suppress(ProgrammingError, InternalError):  # no tables yet: nothing was changed
                last = con.execute(newest).first()
    except DBAPIError as error:
        if last is None or not error.connection_invalidated:
            raise
        if not _is_kept(writer, last.id, last.hash):
            raise


@contextmanager
def holding_publishes(engine: Engine) -> Iterator[bool]:
    """Whether the lock of who publishes was free; then it is held, and goes with the connection."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as con:
        try:
            yield bool(con.exec_driver_sql(f"select pg_try_advisory_lock({PUBLISHES})").scalar())
        finally:
            with suppress(SQLAlchemyError):  # a connection that is gone holds nothing
                con.exec_driver_sql("select pg_advisory_unlock_all()")
            con.invalidate()  # one that went back to the others could keep the lock


def _is_kept(writer: Engine, number: int, hash: str) -> bool:
    """Whether a change is in the list, asked in the turn after its own, which is over then."""
    until = time.monotonic() + engines.WAIT
    while True:
        try:
            with writer.begin() as con:
                return con.scalar(select(change.c.hash).where(change.c.id == number)) == hash
        except DBAPIError as error:
            if time.monotonic() > until:
                raise refusals.unknown(SERVER) from error
            time.sleep(AGAIN)


def _connect(how: Any, named: Any) -> Patient:
    return Patient.connect(*how, **named)


def _begin(con: Connection) -> None:
    options = con.get_execution_options()
    if not options.get("is_writing"):
        con.exec_driver_sql("set transaction isolation level repeatable read, read only")
        return
    link: Any = con.connection.dbapi_connection
    link.silence = options.get("silence", engines.WAIT + engines.SILENCE)  # it may have to wait
    con.exec_driver_sql(f"set local lock_timeout = '{engines.WAIT}s'")
    con.exec_driver_sql(f"set local idle_in_transaction_session_timeout = '{LEFT}s'")
    con.exec_driver_sql(f"select pg_advisory_xact_lock({TURN})")
    if con.exec_driver_sql("show transaction_read_only").scalar() == "on":
        raise refusals.unwritable(SERVER)


def _end(link: Any, record: Any) -> None:
    if link is not None:  # one that was given up is gone
        link.silence = engines.SILENCE
