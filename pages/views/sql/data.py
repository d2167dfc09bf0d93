"""The file that questions are asked of: made once a snapshot and process, in a process of its own.

Half a million readings are made into a table: for ten seconds, and with memory that a server of
readers has better uses for.
"""

import logging
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data.access.check import require
from data.environment import without_secrets
from data.ledger.audit.notes import SQL, note, told
from data.query import Result, ask
from data.query.parent import refusal
from data.refusal import RefusedError
from data.scratch import folder
from data.store.snapshot import store_directory
from pages.shell.server.operations.metrics import QUERIES

ROOT = Path(__file__).parents[3]
MAKE, SECONDS = "pages.open_data", 300
NOTED = "sql_noted"  # in the session: what was asked last and is written down
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Made:
    """A file, and the folder that is gone when nobody needs it any more."""

    path: Path
    place: "tempfile.TemporaryDirectory[str]"

    def __del__(self) -> None:
        self.place.cleanup()


def answer(snapshot: str, sql: str) -> Result | RefusedError:
    """What a snapshot answers to a question, or why it does not; the same one is asked once.

    RefusedError for who may ask none: that is asked each time, and kept for nobody else. The file
    holds published figures alone, which are open, of whatever commune (`pages.open_data.analysis`).
    """
    require("read_sql")
    return _answer(store_directory(), snapshot, sql)


def noted(snapshot: str, sql: str) -> Result | RefusedError:
    """The same, written down the first time that a session asks it: who, what, how many rows.

    What cannot be written down is not answered to who has a name.
    """
    began = time.perf_counter()
    found = answer(snapshot, sql)
    if st.session_state.get(NOTED) == (snapshot, sql):
        return found
    seconds = time.perf_counter() - began
    if isinstance(found, RefusedError):
        facts: dict[str, object] = {"refused": told(found.reason.en)}
    else:
        facts = {"rows": len(found.rows)}
    QUERIES.labels("refused" if isinstance(found, RefusedError) else "answered").inc()
    try:
        note(store_directory(), SQL, sql, {**facts, "ms": int(seconds * 1000)})
    except RefusedError as refused:
        return refused
    st.session_state[NOTED] = snapshot, sql
    return found


@st.cache_resource(max_entries=30, ttl=600, show_spinner=False)
def _answer(store: Path, snapshot: str, sql: str) -> Result | RefusedError:
    try:
        return ask(_file(store, snapshot).path, sql)
    except RefusedError as refused:
        return refused


@st.cache_resource(max_entries=2, show_spinner=False)
def _file(store: Path, snapshot: str) -> _Made:
    place = folder("query")
    path = Path(place.name) / "open.duckdb"
    where = ["--snapshot", snapshot, "--store", str(store.absolute())]
    try:
        done = subprocess.run(
            [sys.executable, "-m", MAKE, "analysis", "--out", str(path), *where],
            cwd=ROOT,
            env=without_secrets("DX_SMALL_NUMBERS"),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _LOG.warning("The file for queries of %s took longer than %s s.", snapshot, SECONDS)
        raise refusal("file") from None
    if done.returncode != 0:
        _LOG.warning("The file for queries of %s was not made: %s", snapshot, done.stderr.strip())
        raise refusal("file")
    return _Made(path, place)
