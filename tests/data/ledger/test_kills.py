"""A program that is killed while anything is kept: all of it is there afterwards, or none of it.

Before the commit nothing was said to be saved; after it everything is there, although the killed
program could not say so.
"""

import ast
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, select

from data.ledger import schema
from data.ledger.database import rows
from data.ledger.keeping.verify import chained, faults
from data.ledger.meetings.shown import FOLDER
from tests.data.ledger.actions import ACTIONS, prepare
from tests.sweep import some

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
LEDGER = Path(schema.__file__).parent
# What is another one each time: when it was, and what is drawn by lot. Since when: only whether.
MOMENTS = ("change", "at", "when", "created", "seen", "expires", "password", "token")
SINCE = ("ended", "disabled")


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A store with one of everything."""
    store = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_LEDGER", raising=False)
        prepare(store)
    return store


def kept(store: Path) -> list[object]:
    """All that a ledger says but when it was said, and the views that were frozen."""
    found: list[object] = []
    for table in schema.metadata.sorted_tables:
        told = [one for one in table.c if one.name not in MOMENTS]
        columns = [one != "" if one.name in SINCE else one for one in told]
        if table.name == "change":
            columns = [table.c.action, table.c.subject]
        found.append((table.name, rows(store, select(*columns).order_by(*table.primary_key))))
    return [*found, sorted(path.name for path in (store / FOLDER).rglob("*.*"))]


def killed(act: Callable[[Path], object], store: Path, when: str) -> int:
    """Does something in a process that is killed at its commit, or when that is done."""

    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def commits(con: Connection) -> None:
        if con.get_execution_options().get("is_writing"):
            kill() if when == "before" else event.listen(con.engine.pool, "close", kill)

    child = os.fork()
    if child == 0:
        try:
            event.listen(Engine, "commit", commits)
            act(store)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("action", some(ACTIONS, 8))
def test_what_is_killed_is_there_as_a_whole_or_not_at_all(begun, tmp_path, sqlite, action):
    act = ACTIONS[action]
    whole = shutil.copytree(begun, tmp_path / "whole")
    act(whole)
    for when in ("before", "after"):
        store = shutil.copytree(begun, tmp_path / when)
        expected = kept(begun if when == "before" else whole)
        assert killed(act, store, when) == -signal.SIGKILL
        if action == "freeze a view":  # its file may be there before it is on the agenda
            continue
        assert kept(store) == expected
        assert list(faults(chained(store))) == []
        if when == "before":
            act(store)
            assert kept(store) == kept(whole)


def changing() -> set[tuple[str, str]]:
    """Every public function of the ledger that passes the gate, with its module."""
    found = set()
    for path in LEDGER.rglob("*.py"):
        if path.name == "gate.py" or "migrations" in path.parts:
            continue
        for function in ast.parse(path.read_text("utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                called = {
                    ast.unparse(n.func) for n in ast.walk(function) if isinstance(n, ast.Call)
                }
                if called & {"changing", "acting", "_say"}:
                    found.add((path.stem, function.name))
    return found


def test_every_change_of_the_ledger_is_tried():
    source = Path(__file__).with_name("actions.py").read_text("utf-8")
    tried = {
        ast.unparse(n.func).split(".")[-1]
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.Call)
    }
    assert {name for _, name in changing()} - tried == {"clear"}  # as `clear_unsent`
