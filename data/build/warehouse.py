"""From raw tables to the marts: raw_* → core_* → mart_*, and the checks."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from data import sql_files
from data.build.checks import run_checks
from data.exports import exports
from data.reference import UNITS_CSV, load_code_lists, load_units

Progress = Callable[[str], None]


def prepare(con: duckdb.DuckDBPyConnection, units_csv: Path = UNITS_CSV) -> None:
    """Make what loads are checked against: macros, units, code lists, and the empty core tables."""
    configure(con)
    con.execute(sql_files.macros())
    load_units(con, units_csv)
    load_code_lists(con)
    for name in ("raw_unit", "raw_vintage", "raw_code"):
        _create(con, sql_files.load("raw", name))
    make_rejects(con)
    con.execute(
        "create or replace table core_export (load integer, export varchar, file varchar,"
        " sha256 varchar, rows_in bigint, accepted bigint, quarantined bigint, blanks bigint,"
        " is_demonstration boolean)"
    )


def derive(con: duckdb.DuckDBPyConnection, progress: Progress = lambda text: None) -> None:
    """Make the core and mart tables and run the checks, from the raw tables as they stand."""
    extents = [
        sql_files.load("rules", "extent").filled(export=export.name, dated=export.dated)
        for export in exports()
    ]
    con.execute("create or replace table core_extent as " + " union all ".join(extents))
    for layer in ("core", "mart"):
        for file in sql_files.ordered(layer):
            _create(con, file)
        progress(f"{layer} tables: {len(sql_files.ordered(layer))}")
    run_checks(con)
    progress(f"checks: {len(sql_files.ordered('checks'))}")


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


def _create(con: duckdb.DuckDBPyConnection, file: sql_files.SqlFile) -> None:
    con.execute(f"create or replace table {file.name} as {file.text}")


def make_rejects(con: duckdb.DuckDBPyConnection) -> None:
    """Make core_reject, empty."""
    con.execute(
        "create or replace table core_reject (load integer, export varchar, line bigint,"
        " field varchar, rule varchar, text varchar, area_code varchar, month date,"
        " candidates varchar)"
    )
