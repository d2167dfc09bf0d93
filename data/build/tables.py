"""Which tables a change reaches: those built anew, and the marts that stay as they are served.

A core or mart table depends on those that its file names. It is built again where one of them has
another content than in the build before; one that comes out as it was ends the chain there. Where
nothing but months of a long export is new, a table by month is made from the first of them on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from data import sql_files
from data.build.by_month import ByMonth, is_by_month, long_tables, sums

BUILT_FROM = "mart_built_from"
KEPT_BY_PYTHON = {"core_export", "core_reject", "core_extent"}  # each load writes into them
CONTENT = (  # of a month, or of a whole table
    "select '{name}' as name, {month} as month, count(*) as rows,"
    " cast(coalesce(sum(hash(content)), 0) as varchar) as content from {table} content"
)

Content = tuple[int, int]  # rows, and the sum of their hashes, which their order does not change


@dataclass(frozen=True)
class Earlier:
    """A build by the same recipe that is served: its marts and sums, and what changed since.

    `changed` are raw tables, `touched` the months of the long ones whose lines are others.
    """

    marts: Path
    sums: Path
    changed: frozenset[str]
    touched: frozenset[date] = frozenset()


@dataclass
class Tables:
    """The tables of a connection while they are built; those `made` are there.

    `changed` are those whose content is not that of the build before, `known` the contents of its
    core tables: empty where there was none, and then all are built. `by_month` are those changed
    that are the ones of before up to the first month that was touched.
    """

    con: duckdb.DuckDBPyConnection
    known: dict[str, Content] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    kept: list[str] = field(default_factory=list)
    months: ByMonth | None = None
    by_month: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)  # of which there are the rows since that month
    contents: dict[str, list[tuple[str, date | None, int, str]]] = field(default_factory=dict)

    def is_changed(self, file: sql_files.SqlFile) -> bool:
        """Whether a table or a check that a file makes can be another than before."""
        return not self.known or not self.changed.isdisjoint(file.reads)

    def months_of(self, file: sql_files.SqlFile) -> ByMonth | None:
        """The months in which what a file makes can be another; None where in all of them."""
        if self.months is None or self.months.since is None or not is_by_month(file):
            return None
        return self.months if self.changed & file.reads <= self.by_month else None

    def build(self) -> None:
        """Make the core and mart tables that can have changed; the other marts become views."""
        for file in sql_files.ordered("core"):
            if self.is_changed(file):
                months = self.months_of(file)
                if months is not None:
                    self._rebuild(file, months)
                else:
                    self.need([file.name])
                if self.known and (months is not None or self._has_changed(file.name)):
                    self.changed.add(file.name)
        for file in sql_files.ordered("mart"):
            if self.is_changed(file):
                months = self.months_of(file)
                if months is not None:
                    self.need_later(file.reads)
                    months.rebuild(file)
                else:
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
            file, months, others = files[name], self.months, self.changed & files[name].reads
            if months is not None and name in sums() and not others:
                months.show(file)
            else:
                self.need(file.reads)
                if months is not None and name in sums() and others <= long_tables():
                    months.sum(file)
                elif months is not None and months.since and is_by_month(file) and not others:
                    months.show(file)  # it is asked once or twice: to write it down takes longer
                else:
                    create(self.con, file)
            self.made.add(name)

    def need_later(self, names: Sequence[str] | set[str]) -> None:
        """Make what a file by month is made from: its months since the first that was touched.

        Of a table that is not by month all of it.
        """
        assert self.months is not None
        files = {file.name: file for file in sql_files.ordered("core")}
        for name in sorted(files.keys() & set(names) - self.later):
            if not is_by_month(files[name]):
                self.need([name])
                continue
            if name in self.made:
                self.months.cut(name)
            elif name in sums():
                self.months.cut(name, "sums")
            else:
                self.need_later(files[name].reads)
                self.months.make_later(files[name])
            self.later.add(name)

    def note(self) -> None:
        """Fill mart_built_from with the contents of the core tables, for the next build."""
        new = self.changed & self.made if self.known else self.made
        rows = [row for name in sorted(new) for row in self._contents(name)]
        columns = ("name", "month", "rows", "content")
        self.con.execute(
            f"create or replace table {BUILT_FROM} as select unnest(?::struct(name varchar,"
            " month date, rows bigint, content varchar)[], recursive := true)",
            [[dict(zip(columns, row, strict=True)) for row in rows]],
        )
        if self.known:
            assert self.months is not None
            by_month = sorted(self.by_month & new)
            earlier = f"month < {self.months.first}" if by_month else "false"
            self.con.execute(
                f"insert into {BUILT_FROM} from served.{BUILT_FROM} where not"
                f" list_contains($new, name) or (list_contains($by_month, name) and {earlier})",
                {"new": sorted(new), "by_month": by_month},
            )
        self.con.execute(
            f"create or replace table {BUILT_FROM} as from {BUILT_FROM} order by name, month"
        )

    def _rebuild(self, file: sql_files.SqlFile, months: ByMonth) -> None:
        if file.reads & long_tables():
            self.need(file.reads)
            months.sum(file)
            months.cut(file.name)
        else:
            self.need_later(file.reads)
            months.rebuild(file)
        self.made.add(file.name)
        self.later.add(file.name)
        self.by_month.add(file.name)

    def _has_changed(self, name: str) -> bool:
        found = self._contents(name)
        whole = sum(rows for _, _, rows, _ in found), sum(int(content) for *_, content in found)
        return whole != self.known.get(name, (0, 0))  # an empty table has no months

    def _contents(self, name: str) -> list[tuple[str, date | None, int, str]]:
        """Of a core table rows and content, by month where it is kept by month.

        Of one by month only the months since the first that was touched.
        """
        if name not in self.contents:
            table = f"later_months.{name}" if name in self.by_month else f"main.{name}"
            query = CONTENT.format(
                name=name, table=table, month="month" if name in sums() else "null::date"
            )
            by = " group by month" if name in sums() else ""
            self.contents[name] = self.con.execute(query + by).fetchall()
        return self.contents[name]


def create(con: duckdb.DuckDBPyConnection, file: sql_files.SqlFile) -> None:
    """Make the table of a file."""
    con.execute(f"create or replace table {file.name} as {file.text}")


def open_tables(con: duckdb.DuckDBPyConnection, earlier: Earlier | None) -> Tables:
    """The tables of a connection, with what is known of an earlier build; it stays attached."""
    if earlier is None:
        return Tables(con)
    for name, path in (("served", earlier.marts), ("sums", earlier.sums)):
        quoted = str(path).replace("'", "''")
        con.execute(f"attach if not exists '{quoted}' as {name} (read_only)")
    query = (
        "select name, cast(sum(rows) as bigint), sum(cast(content as hugeint))"
        f" from served.{BUILT_FROM} group by name"
    )
    known = {name: (rows, content) for name, rows, content in con.execute(query).fetchall()}
    if not known:
        return Tables(con)
    months = ByMonth(con, earlier.touched)
    changed = {*earlier.changed, *KEPT_BY_PYTHON}
    return Tables(con, known, changed, months=months, by_month=changed & long_tables())
