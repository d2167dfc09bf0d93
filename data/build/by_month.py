"""Tables that are made month by month: after a change only the months that it reaches are made.

The header of such a file says so. `Months: apart`: a row is made from rows of its own month of
those tables that say it too, and from all other tables as a whole. `Months: so far by KEY: COLUMN
+, COLUMN max`: the same, but these columns go on from the last month before of their key. What is
summed of the long exports lies beside the marts of a snapshot (sums.duckdb, attached as `sums`), so
that a month is summed again where its lines are others, and no other one.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from data import sql_files
from data.exports import exports
from data.stage.long.months import files_of

TOUCHED, LATER = "touched_months", "later_months"  # schemas: lines that are others; what they reach
EXTENT = f"{TOUCHED}.extent"
SINCE = f"(select min(month) from {EXTENT})"


@cache
def long_tables() -> frozenset[str]:
    """The raw tables that are kept by month."""
    return frozenset(f"raw_{export.name}" for export in exports() if export.sorted_by)


def is_by_month(file: sql_files.SqlFile) -> bool:
    """Whether the rows of a file are made month by month."""
    return bool(file.comment("Months"))


@cache
def sums() -> tuple[str, ...]:
    """The core tables by month that come of long exports: what is kept beside the marts."""
    found = set(long_tables())
    for file in sql_files.ordered("core"):
        if is_by_month(file) and file.reads & found:
            found.add(file.name)
    return tuple(sorted(found - long_tables()))


class ByMonth:
    """What lies in the months that a change of long exports touches, and what these reach.

    `touched` are the months whose lines are others, `since` the first of them, None where there is
    none; `summed` says whether they were summed. The sums and marts of before are attached.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, touched: frozenset[date]) -> None:
        self.con = con
        self.touched = sorted(touched)
        self.since = self.touched[0] if touched else None
        self.summed = False
        con.execute(f"create schema {TOUCHED}")
        con.execute(f"create schema {LATER}")
        con.execute(f"create table {EXTENT} as select unnest(?::date[]) as month", [self.touched])
        months = {f"{month:%Y-%m}" for month in self.touched}
        for export in (one for one in exports() if one.sorted_by):
            files = [path for month, path in files_of(con, export).items() if month in months]
            listed = ", ".join("'{}'".format(str(path).replace("'", "''")) for path in files)
            fresh = f"from main.fresh_{export.name}"
            lines = f"from read_parquet([{listed}]) union all by name {fresh}" if files else fresh
            con.execute(f"create view {TOUCHED}.raw_{export.name} as {lines}")

    def show(self, file: sql_files.SqlFile) -> None:
        """Let a table that did not change be asked: sums as they lie, any other as a view."""
        kept = f"from sums.{file.name}" if file.name in sums() else file.text
        self.con.execute(f"create or replace view main.{file.name} as {kept}")

    def sum(self, file: sql_files.SqlFile) -> None:
        """Sum the lines of the touched months; the other months are those of before."""
        with self._first(TOUCHED):
            self.con.execute(f"create table {TOUCHED}.{file.name} as {file.text}")
        self.con.execute(
            f"create or replace view main.{file.name} as from sums.{file.name}"
            f" where month not in (from {EXTENT}) union all from {TOUCHED}.{file.name}"
        )
        self.summed = True

    def rebuild(self, file: sql_files.SqlFile) -> None:
        """Make a table from `since` on; before, it is the sums or the mart of before."""
        self.make_later(file)
        before = f"from {_kept_in(file)}.{file.name} where month < {self.first}"
        self.con.execute(
            f"create or replace view main.{file.name} as {before}"
            f" union all from {LATER}.{file.name}"
        )

    def make_later(self, file: sql_files.SqlFile) -> None:
        """Make the rows of a table from `since` on."""
        with self._first(LATER):
            self.con.execute(f"create table {LATER}.{file.name} as {self._later(file)}")

    def cut(self, name: str, database: str = "main") -> None:
        """Take the rows from `since` on out of a whole table."""
        self.con.execute(
            f"create table {LATER}.{name} as from {database}.{name} where month >= {self.first}"
        )

    def insert_later(self, file: sql_files.SqlFile, into: str) -> None:
        """Put what breaks a claim from `since` on into a table, and what is served before it."""
        columns = "vintage, level, area_code, month, detail"
        self.con.execute(
            f"insert into main.{into} from served.{into}"
            f" where check_id = ? and month < {self.first} order by rowid",
            [file.name],
        )
        with self._first(LATER):
            self.con.execute(
                f"insert into main.{into} select ?, {columns} from ({self._later(file)})"
                " order by month, area_code, detail",
                [file.name],
            )

    @property
    def first(self) -> str:
        """`since` as SQL writes it."""
        assert self.since is not None
        return f"date '{self.since}'"

    def _later(self, file: sql_files.SqlFile) -> str:
        """The query of the rows from `since` on; what goes on from before goes on from there."""
        rows = f"select * from ({file.text}) as made where month >= {self.first}"
        _, _, by = file.comment("Months").partition(" by ")
        if not by:
            return rows
        key, _, columns = by.partition(": ")
        steps = dict(column.rsplit(" ", 1) for column in columns.split(", "))
        last = ", ".join(f"arg_max({name}, month) as {name}" for name in steps)
        on = ", ".join(
            f"later.{name} + coalesce(before.{name}, 0) as {name}"
            if step == "+"
            else f"greatest(later.{name}, before.{name}) as {name}"
            for name, step in steps.items()
        )
        return (
            f"select later.* replace ({on}) from ({rows}) later left join (select {key}, {last}"
            f" from {_kept_in(file)}.{file.name} where month < {self.first} group by {key}) before"
            f" on before.{key} = later.{key}"
        )

    @contextmanager
    def _first(self, schema: str) -> Iterator[None]:
        """Names of tables mean those of a schema, where it has them."""
        self.con.execute(f"set search_path = '{schema},main'")
        try:
            yield
        finally:
            self.con.execute("reset search_path")


def _kept_in(file: sql_files.SqlFile) -> str:
    """The database that holds what a file made before."""
    return "sums" if file.layer == "core" else "served"


def write_sums(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the sums of a connection in which the marts were built to a file.

    It is a copy of that of before, with the months that are others. Nothing is written where the
    marts were built elsewhere.
    """
    places = dict(con.execute("select database_name, path from duckdb_databases()").fetchall())
    here = {
        (schema, name): kind
        for schema, name, kind in con.execute(
            "select schema_name, table_name, 'table' from duckdb_tables()"
            " where database_name = current_database() union all"
            " select schema_name, view_name, 'view' from duckdb_views()"
            " where database_name = current_database()"
        ).fetchall()
    }
    if "sums" in places:
        shutil.copyfile(places["sums"], path)
    elif any(("main", name) not in here for name in sums()):
        return
    con.execute("attach '{}' as written".format(str(path).replace("'", "''")))
    for name in sums():
        if here.get(("main", name)) == "table":
            con.execute(f"create or replace table written.{name} as from {name} order by month")
        elif (TOUCHED, name) in here:
            con.execute(f"delete from written.{name} where month in (from {EXTENT})")
            con.execute(f"insert into written.{name} from {TOUCHED}.{name} order by month")
        elif (LATER, name) in here:
            con.execute(f"delete from written.{name} where month >= {SINCE}")
            con.execute(f"insert into written.{name} from {LATER}.{name} order by month")
    con.execute("checkpoint written")
    con.execute("detach written")
