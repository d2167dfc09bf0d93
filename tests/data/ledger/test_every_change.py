"""Every change passes the gate: read from the code of data/, where each fault below is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ledger import schema

DATA = Path(__file__).parents[3] / "data"
STATEMENTS = {"insert", "update", "delete"}
RAW = {"text", "exec_driver_sql"}
ENGINE = ("ledger/database.py", "ledger/engines/file.py", "ledger/engines/server.py")
ENGINES = {"sqlalchemy", "sqlite3", "psycopg", "alembic"}
# What the gate is made of: the log itself, and what is taken over from older files at a start;
# and what is not logged, within `unlogged`.
PARTS = {
    ("ledger/changes.py", "append"),
    ("ledger/json_files.py", "_add"),
    ("ledger/accounts/attempts.py", "_count"),
    ("ledger/accounts/attempts.py", "_tidy"),
    ("ledger/accounts/attempts.py", "_count_unlisted"),
    ("ledger/accounts/attempts.py", "_list_past"),
}
# What only they may use: with it a change could be made, or logged, past the gate.
INNER = {
    "data.ledger.database.writing": {"ledger/gate.py"},
    "data.ledger.database.rebuilding": {"ledger/gate.py"},
    "data.ledger.gate.replacing": {"backup/restore.py"},
    "data.ledger.gate.unlogged": {
        "ledger/accounts/attempts.py",
        "ledger/accounts/sessions.py",
    },
    "data.ledger.changes.append": {
        "ledger/gate.py",
        "ledger/json_files.py",
    },
    "data.ledger.gate.note_within": {"ledger/accounts/attempts.py"},
    "data.ledger.json_files.take_over": set(),
    # the pointer to what is served; a backup holds it
    "data.store.snapshot.CURRENT": {
        *("publish/generation.py", "backup/contents.py"),
        "build/spark/build.py",  # which reads it, in storage
    },
}
# of ledger/meetings/versioned.py and ledger/analysis/named.py
RECORDING = {"insert_recorded", "update_recorded", "delete_recorded"}
TABLES = {"table", *schema.metadata.tables}


def gated(
    node: ast.AST, gates: frozenset[str] = frozenset()
) -> Iterator[tuple[ast.Call, set[str]]]:
    """Every call, with the names of what it is called within: `with changing(…):`."""
    if isinstance(node, ast.Call):
        yield node, gates
    if isinstance(node, ast.With):
        entered = [item.context_expr for item in node.items]
        gates |= {name_of(one.func) for one in entered if isinstance(one, ast.Call)}
    for child in ast.iter_child_nodes(node):
        yield from gated(child, gates)


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def faults(module: str, source: str) -> list[str]:
    """What in a module could change something past the gate."""
    tree = ast.parse(source)
    found, real = [], {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
            if origin.split(".")[0] in ENGINES and not module.startswith("ledger/"):
                found.append(f"imports {origin}")
            for one in node.names:
                real[one.asname or one.name] = one.name
                if module not in INNER.get(f"{origin}.{one.name}", {module}):
                    found.append(f"imports {one.name}")
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    recording = {one.name for one in functions if calls(one, {"record"}) and takes_passage(one)}
    for function in functions:
        is_part = (module, function.name) in PARTS or takes_passage(function)
        for call, gates in gated(function):
            name = real.get(name_of(call.func), name_of(call.func))
            if (
                name in STATEMENTS
                and is_statement(call)
                and not (is_part or {"changing", "unlogged"} & gates)
            ):
                found.append(f"{function.name} changes the ledger past the gate")
            if name in RAW and module.startswith("ledger/") and module not in ENGINE:
                found.append(f"{function.name} sends plain SQL")
            if name == "next_generation" and "publishing" not in gates:
                found.append(f"{function.name} serves a snapshot past the gate")
            if name == "changing" and not calls(function, {"record", *recording, *RECORDING}):
                found.append(f"{function.name} records nothing")
    return found


def test_who_publishes_or_restores_passes_the_gate():
    source = (DATA / "publish/publishing.py").read_text("utf-8")
    (gate,) = (one for one in ast.parse(source).body if getattr(one, "name", "") == "publishing")
    assert isinstance(gate.body[1], ast.With)  # all of it but its docstring
    assert name_of(gate.body[1].items[0].context_expr.func) == "acting"
    for module in ("publish/directory.py", "publish/imports.py", "publish/restore.py"):
        source = (DATA / module).read_text("utf-8")
        assert "with publishing(" in source
        assert faults(module, source.replace("with publishing(", "with locked(")) != []


def calls(function: ast.FunctionDef, names: set[str]) -> bool:
    return any(name_of(call.func) in names for call, _ in gated(function))


def takes_passage(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(one.annotation or one) == "Passage" for one in function.args.args)


def is_statement(call: ast.Call) -> bool:
    """`insert(table)` and `table.insert()`; not `a_list.insert(0, x)` or `con.delete`."""
    return isinstance(call.func, ast.Name) or name_of(call.func.value) in TABLES


def modules() -> list[str]:
    every = (path.relative_to(DATA).as_posix() for path in DATA.rglob("*.py"))
    return sorted(name for name in every if not name.startswith("ledger/migrations/"))


@pytest.mark.parametrize("module", modules())
def test_nothing_in_data_changes_the_ledger_past_the_gate(module):
    assert faults(module, (DATA / module).read_text("utf-8")) == []


PAST = """
from data.ledger.database import writing
from sqlalchemy import delete as forget
def remove(store):
    with writing(store) as con:
        con.execute(forget(table))
"""
BESIDE = """
from sqlalchemy import insert
def add(store, actor):
    with changing(store, actor, "add") as passage:
        passage.record("a", None, 1)
    passage.con.execute(insert(table))
"""
ON_A_TABLE = """
from data.ledger.schema import layout
def add(con):
    con.execute(layout.update().values(by="x"))
"""
UNRECORDED = """
from sqlalchemy import insert
def add(store, actor):
    with changing(store, actor, "add") as passage:
        passage.con.execute(insert(table))
"""
PLAIN = """
from sqlalchemy import text
def add(store, actor):
    with changing(store, actor, "add") as passage:
        passage.con.execute(text("delete from layout"))
        passage.record("a", None, 1)
"""
SERVED = """
def restore(store, plan):
    with locked(store):
        next_generation(store, None, plan)
"""
FORGED = """
from data.ledger.changes import append
def add(con, entry):
    append(con, entry)
"""


@pytest.mark.parametrize(
    ("module", "source", "told"),
    [
        ("ledger/a.py", PAST, ["imports writing", "remove changes the ledger past the gate"]),
        ("ledger/a.py", BESIDE, ["add changes the ledger past the gate"]),
        ("ledger/a.py", ON_A_TABLE, ["add changes the ledger past the gate"]),
        ("ledger/a.py", UNRECORDED, ["add records nothing"]),
        ("ledger/a.py", PLAIN, ["add sends plain SQL"]),
        ("ledger/a.py", FORGED, ["imports append"]),
        ("publish/a.py", SERVED, ["restore serves a snapshot past the gate"]),
        ("publish/a.py", "from data.store.snapshot import CURRENT", ["imports CURRENT"]),
        ("publish/a.py", "import sqlite3", ["imports sqlite3"]),
        ("publish/a.py", "from sqlalchemy.orm import Session", ["imports sqlalchemy.orm"]),
    ],
)
def test_a_fault_is_found(module, source, told):
    assert faults(module, source) == told


def test_the_gate_is_found_where_it_is():
    source = (DATA / "ledger/layouts.py").read_text("utf-8")
    assert "changing(store" in source
    assert faults("ledger/layouts.py", source.replace("changing(", "opening(")) != []
