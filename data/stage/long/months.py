"""The lines of a long export by month: raw_<export> is a view of files, and of lines without one.

An export with `sorted_by` is kept that way: a correction reads and writes the months that it
touches, and a snapshot shares the others with the one before. The table month_file of a connection
says which file holds a month; fresh_<export> holds the lines of all other months.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from data import sql_files
from data.exports import Export

ROWS = 122_880  # of a row group: what DuckDB gives to one thread


def keep(con: duckdb.DuckDBPyConnection, export: Export, files: Mapping[str, Path]) -> None:
    """Make raw_<export> the view of fresh_<export> and of files by month (2024-05 → file).

    The files stay where they are.
    """
    con.execute(
        "create table if not exists month_file (export varchar, month varchar, path varchar)"
    )
    con.execute("delete from month_file where export = ?", [export.name])
    rows = [[export.name, month, str(path.absolute())] for month, path in sorted(files.items())]
    if rows:
        con.executemany("insert into month_file values (?, ?, ?)", rows)
    _show(con, export)


def files_of(con: duckdb.DuckDBPyConnection, export: Export) -> dict[str, Path]:
    """The files that raw_<export> reads, by month."""
    query = "select month, path from month_file where export = ? order by month"
    return {month: Path(path) for month, path in con.execute(query, [export.name]).fetchall()}


def touched(
    con: duckdb.DuckDBPyConnection, export: Export, served: Mapping[str, Path]
) -> frozenset[date]:
    """The months whose lines are not those of the files that are `served` (2024-05 → file)."""
    here = files_of(con, export)
    before = {month: path.absolute() for month, path in served.items()}
    others = {month for month in here.keys() | before if here.get(month) != before.get(month)}
    query = f"select distinct cast(date_trunc('month', {export.dated}) as date)"
    fresh = con.execute(f"{query} from fresh_{export.name}").fetchall()
    return frozenset(
        {date.fromisoformat(f"{month}-01") for month in others} | {m for (m,) in fresh}
    )


def adopt(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Let the table raw_<export> be all that there is: kept_<export> holds nothing."""
    con.execute(f"drop view kept_{export.name}")
    con.execute(f"drop table fresh_{export.name}")
    con.execute(f"alter table raw_{export.name} rename to fresh_{export.name}")
    _show(con, export)


def join(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Bring the table raw_<export> and the view kept_<export>, less `superseded`, together.

    Only months of which a line is new or superseded are read as a whole.
    """
    words = {"export": export.name, "dated": export.dated}
    touched = sql_files.load("merge", "touched_months").filled(**words)
    con.execute(f"create or replace temp table touched as {touched}")
    joined = sql_files.load("merge", "joined_months").filled(**words)
    con.execute(f"create table joined as {joined}")
    for relation in (f"view kept_{export.name}", f"table raw_{export.name}"):
        con.execute(f"drop {relation}")
    con.execute(f"drop table fresh_{export.name}")
    con.execute(f"alter table joined rename to fresh_{export.name}")
    query = "delete from month_file where export = ? and month in (select month from touched)"
    con.execute(query, [export.name])
    _show(con, export)


def write_fresh(con: duckdb.DuckDBPyConnection, export: Export, directory: Path) -> list[Path]:
    """Write each month of fresh_<export> to its file in a directory; returns the files."""
    order = ", ".join([*export.sorted_by, "load", "line"])
    query = f"select distinct cast(date_trunc('month', {export.dated}) as date) as month"
    months = con.execute(f"{query} from fresh_{export.name} order by month").fetchall()
    written = []
    for (first,) in months:
        lines = con.sql(
            f"from fresh_{export.name} where {export.dated} >= $first"
            f" and {export.dated} < $first + interval 1 month order by {order}",
            params={"first": first},
        )
        written.append(directory / f"{first:%Y-%m}.parquet")
        write(export, lines.to_arrow_table(), written[-1])
    return written


def write(export: Export, lines: pa.Table, path: Path) -> None:
    """Write the lines of a month, which are in order, to its file."""
    keys = [*export.key, "line"]
    parquet.write_table(
        lines,
        path,
        row_group_size=ROWS,
        compression="zstd",
        use_dictionary=[name for name in lines.column_names if name not in keys],
        column_encoding={"line": "DELTA_BINARY_PACKED"},
        store_schema=False,
    )


def _show(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Make raw_<export> anew."""
    files = [str(path).replace("'", "''") for path in files_of(con, export).values()]
    listed = ", ".join(f"'{file}'" for file in files)
    fresh = f"from fresh_{export.name}"
    query = f"from read_parquet([{listed}]) union all by name {fresh}" if files else fresh
    con.execute(f"create or replace view raw_{export.name} as {query}")
