"""Programs of other parts that run after a publish or within it, each in a process of its own.

They are named, not imported: this library knows neither indicators nor words. One computes tables
from the marts, before the seal; without forecasts figures are still figures, so where it fails the
manifest and mart_data say what it said, and so do the pages. The other tells by e-mail what is new;
what it cannot send is not unpublished, and is kept in the ledger, for nobody reads what a publish
that went well has said.
"""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.access.person import PROCESS, handed_on
from data.access.roles import PROGRAM
from data.build.warehouse import Progress
from data.environment import without_secrets
from data.ledger import failures
from data.refusal import without_places

ROOT = Path(__file__).parents[2]
DERIVED, SECONDS = "kpis.derived", 900
LEFT_OUT = "DX_WITHOUT_FORECASTS"  # set: a publish of raw data only, for who needs it at once
SMALL_NUMBERS = "DX_SMALL_NUMBERS"  # the least count of people that is published
CANNOT_WRITE = 3  # the exit code of a program whose results do not fit on the disk
LETTER, LETTER_SECONDS = ("pages.briefs", "digest"), 300
CONFIGURED = "DX_MAIL"  # names the settings of the mail server; without it nothing is sent


def left_out() -> str:
    """Why the program is not to run; "" where it is."""
    return f"left out ({LEFT_OUT} is set)" if os.environ.get(LEFT_OUT) else ""


def add_derived(marts: Path, served: Path | None, progress: Progress) -> dict[str, int]:
    """Add what the program computes to a closed file of marts; returns the rows of what changed.

    The program gets the file and an empty directory, into which it writes <table>.parquet, and the
    marts that are served, of which it may take over what did not change: None where there are none.
    OSError or duckdb.Error where the file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=".staging-derived-", dir=marts.parents[2]) as scratch:
        problem = _derive(marts, Path(scratch), served, progress)
        with duckdb.connect(str(marts)) as con:
            if problem:
                con.execute("insert into mart_data values ('derived_problem', ?)", [problem])
                changed = ["mart_data"]
            else:
                changed = _added(con, Path(scratch))
            rows = {table: con.table(table).shape[0] for table in changed}
    told = ", ".join(f"{table} {n:,}" for table, n in rows.items())
    progress(f"derived tables: {problem or told}")
    return rows


def _derive(marts: Path, out: Path, served: Path | None, progress: Progress) -> str:
    """What went wrong, in one line; nothing where all went well."""
    known = ("--served", str(served.absolute())) if served is not None else ()
    asked = (DERIVED, str(marts.absolute()), str(out.absolute()), *known)
    done = _run(asked, SECONDS, without_secrets("DX_UNITS", SMALL_NUMBERS))
    if done is None:
        return f"{DERIVED} took longer than {SECONDS} s"
    if done.returncode == 0:
        for line in done.stdout.splitlines():
            progress(line)
        return ""
    if done.returncode == CANNOT_WRITE:
        raise OSError(errno.ENOSPC, done.stderr.strip())
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    progress(f"{DERIVED}: {done.stderr.strip()}")  # all of it, for who runs the publish
    last = without_places(lines[-1]) if lines else "no message"
    return f"{DERIVED} ended with {done.returncode}: {last}"


def _added(con: duckdb.DuckDBPyConnection, directory: Path) -> list[str]:
    files = sorted(directory.glob("mart_*.parquet"))
    for path in files:
        con.execute(f"create table {path.stem} as from read_parquet(?)", [str(path)])
    con.execute("checkpoint")
    return [path.stem for path in files]


def announce(store: Path, progress: Progress) -> None:
    """Run the program of letters for a store just published; its last line goes to `progress`."""
    if not os.environ.get(CONFIGURED):
        return
    is_sent, said = _send(store)
    progress(f"e-mail: {said}")
    if is_sent:
        failures.clear_unsent(store, PROGRAM)
    else:
        failures.note_unsent(store, said, PROGRAM)


def _send(store: Path) -> tuple[bool, str]:
    """Whether all went well, and the last line that the program said.

    It writes to whom the settings name, of its own accord: not for who published.
    """
    environment = {**os.environ, **handed_on(PROCESS)}  # all of it: it needs its password
    done = _run((*LETTER, "--store", str(store.absolute())), LETTER_SECONDS, environment)
    if done is None:
        return False, f"no answer within {LETTER_SECONDS} s"
    is_sent = done.returncode == 0
    lines = (done.stdout if is_sent else done.stderr).strip().splitlines()
    return is_sent, lines[-1] if lines else f"exit code {done.returncode}"


def _run(
    module: tuple[str, ...], seconds: int, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str] | None:
    """A module with its arguments, as a process of its own; None where it took too long.

    `environment` is all that it gets of it.
    """
    command = [sys.executable, "-m", *module]
    try:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return None
