"""From raw tables to the marts: raw_* → core_* → mart_*, and the checks."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from data import sql_files
from data.build.checks import run_checks
from data.build.tables import Earlier, create, open_tables
from data.exports import exports
from data.reference import UNITS_CSV, load_code_lists, load_indicators, load_units

Progress = Callable[[str], None]


def prepare(con: duckdb.DuckDBPyConnection, units_csv: Path = UNITS_CSV) -> None:
    """Make what loads are checked against: macros, units, code lists, and the empty core tables."""
    configure(con)
    con.execute(sql_files.macros())
    load_units(con, units_csv)
    load_code_lists(con)
    load_indicators(con)
    for name in ("raw_unit", "raw_vintage", "raw_code"):
        create(con, sql_files.load("raw", name))
    make_rejects(con)
    con.execute(
        "create or replace table core_export (load integer, export varchar, file varchar,"
        " sha256 varchar, rows_in bigint, accepted bigint, quarantined bigint, blanks bigint,"
        " is_demonstration boolean)"
    )


def derive(
    con: duckdb.DuckDBPyConnection,
    progress: Progress = lambda text: None,
    earlier: Earlier | None = None,
) -> None:
    """Make the core and mart tables and run the checks, from the raw tables as they stand.

    What did not change since an earlier build is not built: its marts become views of those that
    are served, and a core table that nobody needs is not there.
    """
    con.execute(f"create or replace table core_extent as {extents()}")
    tables = open_tables(con, earlier)
    tables.build()
    built = len(sql_files.ordered("mart")) - len(tables.kept)
    progress(f"core tables: {len(tables.made)}, marts: {built} built, {len(tables.kept)} kept")
    if tables.months is not None:
        summed = len(tables.months.touched) if tables.months.summed else 0
        progress(f"months of long exports summed: {summed}")
    run_checks(tables)
    progress(f"checks: {len(sql_files.ordered('checks'))}")
    tables.note()


def extents() -> str:
    """The statement of core_extent: of each load how many lines are in force, and their months."""
    file = sql_files.load("rules", "extent")
    return " union all ".join(
        file.filled(export=export.name, dated=export.dated) for export in exports()
    )


def configure(con: duckdb.DuckDBPyConnection) -> None:
    """Settings of every connection that builds: no network, a bounded memory, the file's order."""
    for setting in (
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "memory_limit = '1GB'",
        "preserve_insertion_order = true",  # the number of a line is its place in the file
        "enable_progress_bar = false",
    ):
        con.execute(f"set {setting}")


def make_rejects(con: duckdb.DuckDBPyConnection) -> None:
    """Make core_reject, empty."""
    con.execute(
        "create or replace table core_reject (load integer, export varchar, line bigint,"
        " field varchar, rule varchar, text varchar, area_code varchar, month date,"
        " candidates varchar)"
    )
