"""What several tests of the ledger do: read its log, serve a snapshot, run a program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from data.ledger import database
from data.ledger.changes import Change, since
from data.ledger.database import rows

ROOT = Path(__file__).parents[3]


def log(store: Path) -> list[Change]:
    """The list of changes."""
    return [Change(*row) for row in rows(store, since())]


def serve(store: Path, *events: dict[str, str]) -> None:
    """Let the snapshot of the last event be served, with all events in its history."""
    name = events[-1]["snapshot"]
    directory = store / "snapshots" / name
    directory.mkdir(parents=True)
    (directory / "marts.duckdb").touch()
    manifest = {"content_sha256": "0", "files": {"marts.duckdb": {}}, "history": list(events)}
    (directory / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    pointer = {"directory": name, "content_sha256": "0"}
    (store / "CURRENT.json").write_text(json.dumps(pointer), "utf-8")


def published(number: int, event: str = "files", by: str = "An") -> dict[str, str]:
    """An event of a history."""
    name, at = f"g{number:06d}-00000000", f"2026-11-{number:02d}T00:00:00+00:00"
    return {"snapshot": name, "at": at, "event": event, "by": by}


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of this Python that runs some code."""
    command = [sys.executable, "-W", "error", "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Its exit code, output and errors."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@contextmanager
def tampering(store: Path) -> Iterator[Connection]:
    """A transaction of who may write into the database past the gate and its triggers."""
    with database._place(store)[1].execution_options(is_writing=True).begin() as con:
        _without_triggers(con)
        yield con


def unchain(con: Connection) -> None:
    """Makes the list of changes one of before it was chained, with the triggers of then."""
    _without_triggers(con)
    con.execute(text("drop index if exists change_previous"))
    for name in ("previous", "hash"):
        con.execute(text(f"alter table change drop column {name}"))
    if con.dialect.name == "sqlite":
        first = ROOT / "data/ledger/migrations/versions/r0001_sqlite.sql"
        for statement in first.read_text("utf-8").split("\n\n"):
            con.exec_driver_sql(statement)
    else:
        con.execute(text("alter table change enable trigger all"))


def without_owners(con: Connection) -> None:
    """Makes the saved views those of before they had owners; none is kept."""
    con.execute(text("drop table saved_view"))
    is_server = con.dialect.name == "postgresql"
    number, whole = ("serial", "json") if is_server else ("integer", "text")
    con.execute(
        text(
            f"create table saved_view (id {number} primary key, name text not null unique,"
            f" page text not null, selection {whole} not null, title text not null,"
            " at text not null, version integer not null)"
        )
    )


def without_accounts(con: Connection) -> None:
    """Makes a ledger one of before anybody signed in."""
    for name in ("session", "account", "attempt"):
        con.execute(text(f"drop table {name}"))


def _without_triggers(con: Connection) -> None:
    if con.dialect.name == "sqlite":
        for name in ("change_stays", "change_remains", "change_grows"):
            con.execute(text(f"drop trigger if exists {name}"))
    else:
        con.execute(text("alter table change disable trigger all"))
