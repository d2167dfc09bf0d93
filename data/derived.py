"""Tables computed from the marts by another program, in a process of its own, before the seal.

The program gets the file of marts and an empty directory, into which it writes <table>.parquet.
It is named, not imported: this library knows no indicator. Without forecasts figures are still
figures, so a program that fails does not keep a snapshot from being served: the manifest and
mart_data say what it said, and so do the pages.
"""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from data.warehouse import Progress

PROGRAM = "kpis.derived"
ROOT = Path(__file__).parents[1]
LEFT_OUT = "DX_WITHOUT_FORECASTS"  # set: a publish of raw data only, for who needs it at once
SECONDS = 900
CANNOT_WRITE = 3  # the exit code of a program whose results do not fit on the disk


def add_derived(marts: Path, progress: Progress) -> dict[str, int]:
    """Add what the program computes to a closed file of marts; returns the rows of what changed.

    OSError or duckdb.Error where the file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=".staging-derived-", dir=marts.parents[1]) as scratch:
        if os.environ.get(LEFT_OUT):
            problem = f"left out ({LEFT_OUT} is set)"
        else:
            problem = _run(marts, Path(scratch))
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


def _run(marts: Path, out: Path) -> str:
    """What went wrong, in one line; nothing where all went well."""
    command = [sys.executable, "-m", PROGRAM, str(marts.absolute()), str(out.absolute())]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"{PROGRAM} took longer than {SECONDS} s"
    if done.returncode == 0:
        return ""
    if done.returncode == CANNOT_WRITE:
        raise OSError(errno.ENOSPC, done.stderr.strip())
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return f"{PROGRAM} ended with {done.returncode}: {lines[-1] if lines else 'no message'}"


def _added(con: duckdb.DuckDBPyConnection, directory: Path) -> list[str]:
    files = sorted(directory.glob("mart_*.parquet"))
    for path in files:
        con.execute(f"create table {path.stem} as from read_parquet(?)", [str(path)])
    con.execute("checkpoint")
    return [path.stem for path in files]
