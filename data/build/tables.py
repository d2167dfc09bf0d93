"""Which tables a change reaches: those built anew, and the marts that stay as they are served.

A core or mart table depends on those that its file names. It is built again where one of them has
another content than in the build before; one that comes out as it was ends the chain there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data import sql_files

BUILT_FROM = "mart_built_from"
KEPT_BY_PYTHON = {"core_export", "core_reject", "core_extent"}  # each load writes into them
CONTENT = (
    "select '{name}' as name, count(*) as rows,"
    " cast(coalesce(sum(hash(content)), 0) as varchar) as content from {name} content"
)

Content = tuple[int, str]  # rows, and the sum of their hashes, which their order does not change


@dataclass(frozen=True)
class Earlier:
    """A build by the same recipe that is served: its marts, and the raw tables changed since."""

    marts: Path
    changed: frozenset[str]


@dataclass
class Tables:
    """The tables of a connection while they are built; those `made` are there.

    `changed` are those whose content is not that of the build before, `known` the contents of its
    core tables: empty where there was none, and then all are built.
    """

    con: duckdb.DuckDBPyConnection
    known: dict[str, Content] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    kept: list[str] = field(default_factory=list)

    def is_changed(self, file: sql_files.SqlFile) -> bool:
        """Whether a table or a check that a file makes can be another than before."""
        return not self.known or not self.changed.isdisjoint(file.reads)

    def build(self) -> None:
        """Make the core and mart tables that can have changed; the other marts become views."""
        for file in sql_files.ordered("core"):
            if self.is_changed(file):
                self.need([file.name])
                if self.known and self._has_changed(file.name):
                    self.changed.add(file.name)
        for file in sql_files.ordered("mart"):
            if self.is_changed(file):
                self.need(file.reads)
                create(self.con, file)
                self.changed.add(file.name)
            else:
                self.con.execute(f"create or replace view {file.name} as from served.{file.name}")
                self.kept.append(file.name)

    def need(self, names: Sequence[str] | set[str]) -> None:
        """Make those core tables that are not there, and what they are made from."""
        files = {file.name: file for file in sql_files.ordered("core")}
        for name in sorted(files.keys() & set(names) - self.made):
            self.need(files[name].reads)
            create(self.con, files[name])
            self.made.add(name)

    def note(self) -> None:
        """Fill mart_built_from with the contents of the core tables, for the next build."""
        made = " union all ".join(CONTENT.format(name=name) for name in sorted(self.made))
        kept = sorted(self.known.keys() - self.made)
        self.con.execute(
            f"create or replace table {BUILT_FROM} as"
            " with made as ("
            + made
            + ") from made"
            + (
                f" union all from served.{BUILT_FROM} where list_contains($kept, name)"
                if kept
                else ""
            )
            + " order by name",
            {"kept": kept} if kept else {},
        )

    def _has_changed(self, name: str) -> bool:
        _, *content = self.con.execute(CONTENT.format(name=name)).fetchall()[0]
        return tuple(content) != self.known.get(name)


def create(con: duckdb.DuckDBPyConnection, file: sql_files.SqlFile) -> None:
    """Make the table of a file."""
    con.execute(f"create or replace table {file.name} as {file.text}")


def open_tables(con: duckdb.DuckDBPyConnection, earlier: Earlier | None) -> Tables:
    """The tables of a connection, with what is known of an earlier build; it stays attached."""
    if earlier is None:
        return Tables(con)
    path = str(earlier.marts).replace("'", "''")
    con.execute(f"attach if not exists '{path}' as served (read_only)")
    rows = con.execute(f"select name, rows, content from served.{BUILT_FROM}").fetchall()
    known = {name: (rows, content) for name, rows, content in rows}
    return Tables(con, known, {*earlier.changed, *KEPT_BY_PYTHON})
