"""A file of SQLite as the ledger: how it is opened, by many at once, and how it begins."""

import os
import sqlite3
from contextlib import closing
from functools import cache, partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from data.ledger import engines

WRITING = {"is_writing": True}


@cache
def kept(path: Path) -> Engine:
    """The engine of a file, the same one each time."""
    return engine_of(path)


def engine_of(path: Path) -> Engine:
    """A new engine of a file, whose transactions write where the option WRITING says so."""
    engine = create_engine(
        URL.create("sqlite+pysqlite"),
        creator=partial(_connect, path),
        poolclass=NullPool,  # a file that stays open could not be put back from a copy
        json_serializer=engines.as_json,
    )
    event.listen(engine, "begin", _begin_in_file)
    return engine


def _begin_in_file(con: Connection) -> None:
    if con.get_execution_options().get("is_writing"):
        con.exec_driver_sql("begin immediate")
    else:
        con.exec_driver_sql("pragma query_only = on")
        con.exec_driver_sql("begin")


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path, "mode=rw")
    except sqlite3.OperationalError:
        wal = path.with_name(path.name + "-wal")
        if wal.exists() or os.access(path.parent, os.W_OK):
            raise
        return _connected(path, "mode=ro&immutable=1")  # nobody writes in this folder


def _connected(path: Path, how: str) -> sqlite3.Connection:
    """A connection in which SQLAlchemy, not the driver, begins transactions."""
    con = sqlite3.connect(
        f"{path.as_uri()}?{how}",
        uri=True,
        timeout=engines.WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        con.execute("pragma foreign_keys = on")
        con.execute("pragma synchronous = full")
        con.execute("select 1 from sqlite_master").fetchall()  # opens the file
    except sqlite3.Error:
        con.close()
        raise
    return con


def touch(path: Path) -> None:
    """Makes an empty database; FileExistsError where there is one."""
    path.touch(exist_ok=False)
    with closing(_connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")  # the file remembers it
