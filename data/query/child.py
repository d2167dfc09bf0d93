"""The child process: takes a question as JSON, limits itself, answers as JSON on its output.

Run by its path under `python -I`; besides DuckDB it imports nothing of ours. It says that it has
begun by a blank, so that the time of a question is not spent on its start, and answers
{"columns": [[name, type] …], "rows": [[cell …] …], "more": whether there were more} or
{"refused": what kind, "detail": the word that it is about}.
"""

import contextlib
import datetime
import decimal
import json
import math
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "threads": "1",
}
# What DuckDB 1.5 does not know. Each of its threads for reading takes 75 MB of the addresses that
# the child may have; and a whole division by zero has no value, as it had none in 1.5.
CONFIG_OF_2: dict[str, str | bool | int | float | list[str]] = {
    "async_threads": "0",
    "error_on_division_by_zero": "false",
    "allow_extension_repositories": "forbidden",
}
BEGUN = b" "
LOCKED = ("set enable_external_access = false", "set lock_configuration = true")
TABLE_FUNCTIONS = {"range", "generate_series", "unnest"}  # all others read something, or tell
# Functions that read or write files, tell of the server, or change it; and those that are not yet.
DENIED = re.compile(
    r"(read|write|sniff|parquet|enable|disable|pragma|duckdb|sqlite|load|truncate|test|force)_.*"
    r"|.*_(scan|setting|secret|execute|checkpoint)|(get|set)(env|variable)|checkpoint|glob"
    r"|json_(execute_)?serialized?_.*|json_deserialize_.*|query(_table)?|(next|curr|set)val|which_secret"
)
QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
OWN = re.compile(r"(duckdb|pragma|sqlite|pg)_.*")  # names of tables about the server itself
SMALLEST_LOST = 2**53  # whole numbers from here on are no numbers to who reads JSON


class RefusedError(Exception):
    """A question that is not asked of the file: what kind of refusal, and the word at fault."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


def limit(limits: dict[str, int]) -> None:
    """Limits this process, where the system can; elsewhere the parent's clock must do."""
    with contextlib.suppress(ImportError):
        import resource

        for which, most in (
            (resource.RLIMIT_AS, limits["memory"]),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(which)
            within = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (within, within))


def limit_time(seconds: int) -> None:
    """Lets this process compute for so many seconds from now on, where the system can."""
    with contextlib.suppress(ImportError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        end = math.ceil(time.process_time()) + seconds
        within = end if hard == resource.RLIM_INFINITY else min(end, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (within, hard))  # ended by SIGXCPU, which says why


def config(version: str) -> dict[str, str | bool | int | float | list[str]]:
    """The settings of the connection to the file, by the version of DuckDB."""
    return CONFIG if version.startswith("1.") else {**CONFIG, **CONFIG_OF_2}


def answer(path: str, sql: str, limits: dict[str, int]) -> dict[str, Any]:
    """What the file answers to a question, or why it is not asked."""
    import duckdb

    try:
        opened = duckdb.connect(path, read_only=True, config=config(duckdb.__version__))
    except duckdb.Error:
        return {"refused": "file", "detail": ""}
    try:
        with opened as con:
            con.execute(f"set memory_limit = '{limits['memory'] // 4} B'")
            for setting in LOCKED:
                con.execute(setting)
            statement = only_select(duckdb, sql)
            known = {name.lower() for (name,) in con.execute("show tables").fetchall()}
            require_harmless(con, sql, known)
            return _fetched(con.execute(statement), limits)
    except RefusedError as refused:
        return {"refused": refused.kind, "detail": refused.detail}
    except MemoryError:
        return {"refused": "memory", "detail": ""}
    except duckdb.OutOfMemoryException:
        return {"refused": "memory", "detail": ""}
    except duckdb.Error as error:
        told, _, _ = str(error).partition("\nLINE ")  # where the text of the question follows
        return {"refused": "error", "detail": " ".join(told.split())}


def only_select(duckdb: Any, sql: str) -> Any:
    """The one SELECT of a text; RefusedError for another statement, none, or several."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise RefusedError("one")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedError("select")
    return statements[0]


def require_harmless(con: Any, sql: str, known: set[str]) -> None:
    """Refuses tables other than those `known` and functions that are not for a question."""
    ((text,),) = con.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()
    tree = json.loads(text)
    if tree.get("error"):
        raise RefusedError("select")
    nodes = list(_nodes(tree))
    named = {str(entry["key"]).lower() for node in nodes for entry in _named_queries(node)}
    if about := sorted(name for name in named if OWN.fullmatch(name)):
        raise RefusedError("table", about[0])
    for node in nodes:
        kind = str(node.get("type"))
        if kind.endswith("_NODE") and kind not in QUERIES:  # DuckDB 2 lets a WITH insert and copy
            raise RefusedError("select")
        if kind == "SHOW_REF":
            raise RefusedError("select")
        if kind == "BASE_TABLE":
            place = (node.get("catalog_name") or "", node.get("schema_name") or "")
            name = str(node.get("table_name"))
            is_known = name.lower() in known | named and place in (("", ""), ("", "main"))
            if not is_known:
                raise RefusedError("table", ".".join(filter(None, (*place, name))))
        if kind == "TABLE_FUNCTION":
            name = str(node["function"].get("function_name", "")).lower()
            if name not in TABLE_FUNCTIONS:
                raise RefusedError("function", name)
        name = str(node.get("function_name", "")).lower()
        if DENIED.fullmatch(name):
            raise RefusedError("function", name)


def _named_queries(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The queries that a WITH of a node names."""
    named = node.get("cte_map")
    return named.get("map", []) if isinstance(named, dict) else []


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    """All objects of a tree of JSON."""
    todo = [tree]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            yield one
            todo += one.values()
        elif isinstance(one, list):
            todo += one


def _fetched(con: Any, limits: dict[str, int]) -> dict[str, Any]:
    columns = [[str(name), str(kind)] for name, kind, *_ in con.description or []]
    rows: list[list[object]] = []
    size, more = 0, False
    while len(rows) <= limits["rows"] and (some := con.fetchmany(500)):
        for row in some:
            cells = [plain(cell) for cell in row]
            size += sum(len(cell) if isinstance(cell, str) else 8 for cell in cells)
            if size > limits["bytes"]:
                raise RefusedError("bytes")
            rows.append(cells)
    if len(rows) > limits["rows"]:
        rows, more = rows[: limits["rows"]], True
    return {"columns": columns, "rows": rows, "more": more}


def plain(cell: object) -> object:
    """A cell as JSON has it: None, a truth, a number or a text; a day as 2026-11-30."""
    if cell is None or isinstance(cell, bool | str):
        return cell
    if isinstance(cell, int):
        return cell if abs(cell) < SMALLEST_LOST else str(cell)
    if isinstance(cell, decimal.Decimal):
        cell = float(cell)
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    limit(asked["limits"])
    import duckdb  # noqa: F401  # takes half a second, and much longer where all cores are at work

    limit_time(asked["limits"]["seconds"])
    sys.stdout.buffer.write(BEGUN)
    sys.stdout.buffer.flush()
    said = answer(asked["file"], asked["sql"], asked["limits"])
    sys.stdout.buffer.write(json.dumps(said).encode("ascii"))
    sys.stdout.buffer.flush()
