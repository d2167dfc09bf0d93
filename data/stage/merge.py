"""New lines join those that a store holds: kept_<export> and raw_<export> become raw_<export>.

The order: `begin` puts the lines that are there aside, a file is typed and checked as raw_<export>,
`finish` brings both together. Of a long export kept_<export> is a view: see long/months.py.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import duckdb

from data import sql_files
from data.exports import Export
from data.stage.long import months as by_month
from data.stage.reject import set_aside_by


@dataclass(frozen=True)
class Merged:
    """How many earlier lines went, and whether the lines in force are others than before."""

    replaced: int
    is_changed: bool


def begin(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Put the lines in force aside as kept_<export>."""
    con.execute(f"alter {_kind(export)} raw_{export.name} rename to kept_{export.name}")


def restore(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Undo `begin`: the lines in force are again those that were there."""
    con.execute(f"drop table if exists raw_{export.name}")
    con.execute(f"alter {_kind(export)} kept_{export.name} rename to raw_{export.name}")


def finish(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    load: int,
    unsaid: Collection[str] = (),
    require: Callable[[], None] = lambda: None,
) -> Merged:
    """Set aside keys of other senders, take out what the new lines replace, and join the rest.

    `unsaid` are the fields that the file has no column for: they keep the values that were there.
    Where the new lines say just what is there, all stays as it is. `require` may refuse what
    stands in the table superseded.
    """
    new = _count(con, f"select count(*) from raw_{export.name}")
    if not _count(con, f"select count(*) from kept_{export.name}"):
        if export.sorted_by:
            by_month.adopt(con, export)
        else:
            con.execute(f"drop table kept_{export.name}")
        return Merged(0, new > 0)
    words = _words(export)
    if export.owner:
        query = sql_files.load("merge", "key_of_another").filled(**words)
        set_aside_by(con, export, load, query)
    _keep(con, export, [field for field in unsaid if field not in export.key])
    by = "by_spell" if export.spell else "by_key"
    queries = [sql_files.load("merge", by).filled(**words)]
    if export.owner:
        queries.append(sql_files.load("merge", "by_sender").filled(**words))
    both = " union ".join(f"select load, line from ({query})" for query in queries)
    con.execute(f"create or replace temp table superseded as {both}")
    require()
    replaced = _count(con, "select count(*) from superseded")
    new = _count(con, f"select count(*) from raw_{export.name}")  # less those of other senders
    if new == replaced and not _differs(con, export):
        restore(con, export)
        return Merged(0, False)
    if export.sorted_by:
        by_month.join(con, export)
        return Merged(replaced, True)
    gone = "(load, line) in (select (load, line) from superseded)"
    con.execute(f"delete from kept_{export.name} where {gone}")
    con.execute(f"insert into kept_{export.name} by name from raw_{export.name}")
    restore(con, export)
    return Merged(replaced, True)


def _kind(export: Export) -> str:
    """What the lines in force are for SQL."""
    return "view" if export.sorted_by else "table"


def _keep(con: duckdb.DuckDBPyConnection, export: Export, fields: list[str]) -> None:
    held = con.table(f"raw_{export.name}").columns
    fields = [field for field in fields if field in held]
    if fields:
        query = sql_files.load("merge", "keep_unsaid").filled(
            export=export.name,
            fields=", ".join(fields),
            kept_fields=", ".join(f"{field} = kept.{field}" for field in fields),
            same_key=" and ".join(
                f"kept.{name} = entry.{name}" for name in (*export.key, *export.spell[:1])
            ),
        )
        con.execute(query)


def months(con: duckdb.DuckDBPyConnection, export: Export, load: int) -> list[str]:
    """The months, as 2026-10, of which a load has lines in force."""
    rows = con.execute(
        "select distinct strftime(day, '%Y-%m') from (select distinct"
        f" {export.dated} as day from raw_{export.name} where load = ?) order by 1",
        [load],
    ).fetchall()
    return [month for (month,) in rows]


def _differs(con: duckdb.DuckDBPyConnection, export: Export) -> bool:
    """Whether the new lines say anything else than those that they replace."""
    cells = "* exclude (load, line)"
    rows = _count(
        con,
        f"select count(*) from (select {cells} from raw_{export.name} except all"
        f" select {cells} from kept_{export.name}"
        " where (load, line) in (select (load, line) from superseded))",
    )
    return rows > 0


def _words(export: Export) -> dict[str, str]:
    same = [f"kept.{name} = entry.{name}" for name in export.owner]
    return {
        "export": export.name,
        "keys": ", ".join(export.key),
        "entry_keys": ", ".join(f"entry.{name}" for name in export.key),
        "field": export.key[-1],
        "dated": export.dated,
        **dict(zip(("begun", "ended"), export.spell, strict=False)),
        "same_owner": " and ".join(same) or "true",
        "kept_owner": ", ".join(f"kept.{name}" for name in export.owner),
        "repeated_owner": " and ".join(f"repeated.{n} = kept.{n}" for n in export.owner),
    }


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
