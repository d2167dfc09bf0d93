"""Lines set aside: which are news, and which are settled because a later file took their place."""

import json

import duckdb

from data.exports import Export
from data.read import Reading
from data.stage.data_rows import SHEET
from data.stage.guards.scope import of_scope
from data.stage.outcome import Outcome, Reject
from data.stage.request import Scope


def add_unplaced(con: duckdb.DuckDBPyConnection, export: Export, load: int) -> None:
    """Note the lines whose unit is named and not clear, with the candidates."""
    con.execute(
        "insert into core_reject select ?, ?, line, ?, rule, masked(text), null, month, candidates"
        " from unplaced",
        [load, export.name, export.unit],
    )


def is_new(con: duckdb.DuckDBPyConnection, export: Export, load: int, sha256: str) -> bool:
    """Whether a load set lines aside that no earlier load of the same file had set aside."""
    query = (
        "select field, rule, text, line from core_reject where load = $load except"
        " select field, rule, text, line from core_reject where load in"
        " (select load from core_export where export = $export and sha256 = $sha256)"
    )
    words = {"load": load, "export": export.name, "sha256": sha256}
    return bool(con.execute(query, words).fetchall())


def forget_replaced(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    outcome: Outcome,
    mended: tuple[str, ...],
    scope: Scope | None = None,
) -> None:
    """Take out the lines of earlier loads that this one settles.

    Those of the same file, read again; those of a load of which nothing is in force any more; those
    that it brings back mended. What is still wrong with them stands under the new load, of which
    nothing is taken out: a directory, or a file that only a preview saw, may name its number.
    Who is limited settles their own lines.
    """
    own = of_scope(scope)
    earlier = "select 1 from core_reject where load < ? and export = ? limit 1"
    if not con.execute(earlier, [outcome.load, export.name]).fetchall():
        return  # the lines in force need not be read
    con.execute(
        "delete from core_reject where load < $load and load in"
        " (select load from core_export where export = $export and (sha256 = $sha256 or ("
        f"accepted > 0 and load not in (select load from raw_{export.name})))) and {own}",
        {"load": outcome.load, "export": export.name, "sha256": outcome.sha256},
    )
    places = [text.split(":") for text in mended]
    for load, line in (place for place in places if len(place) == 2):
        if load.isdigit() and line.isdigit():
            con.execute(
                "delete from core_reject where load = ? and line = ? and load < ? and export = ?"
                f" and {own}",
                [int(load), int(line), outcome.load, export.name],
            )


def rejects(con: duckdb.DuckDBPyConnection, load: int, reading: Reading) -> list[Reject]:
    """The lines that a load set aside, by the names that a person knows its sheets by."""
    rows = con.execute(
        "select line, rule, field, text, candidates, month from core_reject where load = ?"
        " order by line",
        [load],
    ).fetchall()
    return [
        Reject(
            reading.sheets[line // SHEET].name,
            line % SHEET,
            rule,
            field,
            text or "",
            json.loads(candidates) if candidates else [],
            month,
        )
        for line, rule, field, text, candidates, month in rows
    ]
