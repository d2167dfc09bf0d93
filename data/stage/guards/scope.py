"""Files of somebody who is in charge of some communes: nothing of others is in them or changes.

Such a file is refused as a whole, with its lines, and never taken in part.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data import sql_files
from data.access.check import BeyondError, beyond
from data.exports import Export
from data.match.unit_codes import ENDED
from data.refusal import Bilingual
from data.stage.data_rows import SHEET
from data.stage.request import Request, Scope

MOST = 10  # lines that are named
REGISTER = "to_cong_nghe_so"  # of the groups


def require_own_lines(
    con: duckdb.DuckDBPyConnection, export: Export, load: int, request: Request, scope: Scope
) -> None:
    """BeyondError where a line of a load, accepted or set aside, is of a unit beyond a scope.

    A line whose unit nobody can tell is nobody's: it is set aside and changes nothing.
    """
    if export.unit is None:
        raise _beyond(request, "tệp này là số liệu của cả tỉnh.", "this file is of the province.")
    words = {**_words(export), "load": str(load), "codes": _listed(scope)}
    query = sql_files.load("scope", "foreign_line").filled(**words)
    found = [(line, f"{name or code}") for line, code, name in con.execute(query).fetchall()]
    found += [*_ended(con, load, scope), *_of_groups(con, export, scope)]
    if found:
        lines = sorted(set(found))
        told = _told(lines)
        raise _beyond(
            request,
            f"có dòng của đơn vị ngoài phạm vi được giao cho bạn: dòng {told}.",
            f"it has lines of units beyond those that you are in charge of: line {told}.",
            lines[0][0] % SHEET,
        )


def require_own_replaced(
    con: duckdb.DuckDBPyConnection, export: Export, scope: Scope, file: str
) -> None:
    """BeyondError where lines in force that a load takes the place of are of other units."""
    query = sql_files.load("scope", "foreign_replaced").filled(
        **_words(export), codes=_listed(scope)
    )
    codes = [str(code) for (code,) in con.execute(query).fetchall()]
    if codes:
        told = ", ".join(codes[:MOST])
        raise beyond(
            file,
            Bilingual(
                f"tệp này sẽ thay số liệu của đơn vị khác: {told}.",
                f"it would take the place of data of other units: {told}.",
            ),
        )


def of_scope(scope: Scope | None) -> str:
    """The condition in SQL for the lines of core_reject that a sender may settle."""
    if scope is None:
        return "true"
    loads = ", ".join(map(str, sorted(scope.loads))) or "null"
    return f"(area_code in ({_listed(scope)}) or load in ({loads}))"


def _ended(con: duckdb.DuckDBPyConnection, load: int, scope: Scope) -> list[tuple[int, str]]:
    """The lines of units that had ended, where what took them in is all beyond a scope."""
    rows = con.execute(
        "select line, candidates from core_reject where load = ? and rule = ?", [load, ENDED]
    ).fetchall()
    found = []
    for line, candidates in rows:
        now = json.loads(candidates or "[]")
        if now and not any(one["code"] in scope.codes for one in now):
            found.append((int(line), str(now[0]["name"])))
    return found


def _of_groups(
    con: duckdb.DuckDBPyConnection, export: Export, scope: Scope
) -> list[tuple[int, str]]:
    """The lines of groups that the register has elsewhere: they would count there."""
    is_register = export.name == REGISTER
    if not (is_register or export.group):
        return []
    query = sql_files.load("scope", "foreign_group").filled(
        export=export.name,
        group=export.group or export.key[0],
        register=f"kept_{REGISTER}" if is_register else f"raw_{REGISTER}",
        codes=_listed(scope),
    )
    return [(int(line), str(group)) for line, group in con.execute(query).fetchall()]


def _told(lines: Sequence[tuple[int, str]]) -> str:
    told = ", ".join(f"{line % SHEET} ({name})" for line, name in lines[:MOST])
    return told + (f" … ({len(lines)})" if len(lines) > MOST else "")


def _beyond(request: Request, vi: str, en: str, line: int | None = None) -> BeyondError:
    return beyond(request.name or Path(request.path).name, Bilingual(vi, en), line)


def _words(export: Export) -> dict[str, str]:
    level = f"entry.{export.level}" if export.level else "'commune'"
    return {
        "export": export.name,
        "unit": str(export.unit),
        "level": level,
        "dated": export.dated,
    }


def _listed(scope: Scope) -> str:
    """The codes as a list of SQL, which is never empty."""
    escaped = (code.replace("'", "''") for code in sorted(scope.codes))
    return ", ".join(f"'{code}'" for code in escaped) or "''"
