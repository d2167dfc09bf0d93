"""From a directory of exports to the marts: raw_* → core_* → mart_*, and the checks.

with duckdb.connect() as con:
    build(con, Path("exports"))
    con.table("mart_unit")
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from data import sqlfiles
from data.checks import run_checks
from data.intake import Source, inspect, receive
from data.reference import load_code_lists, load_units
from data.setting_aside import prepare, set_aside, set_aside_torn
from data.stanzas import Export, exports

UNITS_CSV = Path(__file__).parents[1] / "geo" / "units.csv"
Progress = Callable[[str], None]


def build(
    con: duckdb.DuckDBPyConnection,
    exports_dir: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
    sources: Mapping[str, Source] | None = None,
) -> None:
    """Fill a connection with raw_*, core_* and mart_* tables from the exports of a directory.

    `sources` are the exports as inspected before, by name; without it they are inspected here.
    RefusedError when a file cannot be read as a whole; single lines go to mart_reject.
    """
    exports_dir = Path(exports_dir)
    configure(con)
    if sources is None:
        sources = inspect_all(exports_dir)
    con.execute(sqlfiles.macros())
    load_units(con, units_csv)
    load_code_lists(con)
    for name in ("raw_unit", "raw_vintage", "raw_code"):
        _create(con, sqlfiles.load("raw", name))
    prepare(con)
    con.execute(
        "create or replace table core_export (place integer, export varchar, file varchar,"
        " sha256 varchar, rows_in bigint, blanks bigint, is_demonstration boolean)"
    )
    con.execute(
        "create or replace table core_extent (export varchar, accepted bigint,"
        " first_month date, last_month date)"
    )
    for place, export in enumerate(exports()):
        _take_in(con, place, export, sources[export.name])
        progress(_told(con, export))
    for layer in ("core", "mart"):
        for file in sqlfiles.ordered(layer):
            _create(con, file)
        progress(f"{layer} tables: {len(sqlfiles.ordered(layer))}")
    run_checks(con)
    progress(f"checks: {len(sqlfiles.ordered('checks'))}")


def configure(con: duckdb.DuckDBPyConnection) -> None:
    """Settings of every connection that builds: no network, a bounded memory, the file's order."""
    for setting in (
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "memory_limit = '4GB'",
        "preserve_insertion_order = true",  # the number of a line is its place in the file
        "enable_progress_bar = false",
    ):
        con.execute(f"set {setting}")


def inspect_all(exports_dir: Path) -> dict[str, Source]:
    """Every export of a directory, inspected, by name; RefusedError at the first of no use."""
    return {export.name: inspect(Path(exports_dir) / export.file) for export in exports()}


def _take_in(con: duckdb.DuckDBPyConnection, place: int, export: Export, source: Source) -> None:
    received = receive(con, export, source)
    set_aside_torn(con, export, received)
    _create(con, sqlfiles.load("raw", f"raw_{export.name}"))
    con.execute(f"drop table text_{export.name}")
    set_aside(con, export)
    con.execute(
        "insert into core_export values (?, ?, ?, ?, ?, ?, ?)",
        [
            place,
            export.name,
            export.file,
            source.sha256,
            received.rows_in,
            received.blanks,
            received.is_demonstration,
        ],
    )
    extent = sqlfiles.load("rules", "extent").filled(export=export.name, dated=export.dated)
    con.execute(f"insert into core_extent {extent}")


def _create(con: duckdb.DuckDBPyConnection, file: sqlfiles.SqlFile) -> None:
    con.execute(f"create or replace table {file.name} as {file.text}")


def _told(con: duckdb.DuckDBPyConnection, export: Export) -> str:
    rows = con.execute(
        "select accepted, (select count(*) from core_reject where export = ?)"
        " from core_extent where export = ?",
        [export.name, export.name],
    ).fetchall()
    accepted, aside = rows[0]
    return f"{export.file}: {accepted:,} lines" + (f", {aside:,} set aside" if aside else "")
