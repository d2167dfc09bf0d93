"""From a directory of exports to the marts: raw_* → core_* → mart_*, and the checks.

with duckdb.connect() as con:
    build(con, Path("exports"))
    con.table("mart_unit")
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import duckdb

from data import sqlfiles
from data.checks import run_checks
from data.intake import Received, Source, inspect, receive
from data.reference import UNITS_CSV, load_code_lists, load_units
from data.setting_aside import make_rejects, set_aside_torn
from data.stanzas import Export, exports
from data.typed import check, give_types

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
    if sources is None:
        sources = inspect_all(Path(exports_dir))
    prepare(con, units_csv)
    for load, export in enumerate(exports(), 1):
        _take_in(con, load, export, sources[export.name])
        progress(_told(con, load))
    derive(con, progress)


def prepare(con: duckdb.DuckDBPyConnection, units_csv: Path = UNITS_CSV) -> None:
    """Make what loads are checked against: macros, units, code lists, and the empty core tables."""
    configure(con)
    con.execute(sqlfiles.macros())
    load_units(con, units_csv)
    load_code_lists(con)
    for name in ("raw_unit", "raw_vintage", "raw_code"):
        _create(con, sqlfiles.load("raw", name))
    make_rejects(con)
    con.execute(
        "create or replace table core_export (load integer, export varchar, file varchar,"
        " sha256 varchar, rows_in bigint, accepted bigint, quarantined bigint, blanks bigint,"
        " is_demonstration boolean)"
    )


def derive(con: duckdb.DuckDBPyConnection, progress: Progress = lambda text: None) -> None:
    """Make the core and mart tables and run the checks, from the raw tables as they stand."""
    extents = [
        sqlfiles.load("rules", "extent").filled(export=export.name, dated=export.dated)
        for export in exports()
    ]
    con.execute("create or replace table core_extent as " + " union all ".join(extents))
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


def _take_in(con: duckdb.DuckDBPyConnection, load: int, export: Export, source: Source) -> None:
    received = receive(con, export, source)
    set_aside_torn(con, export, load, received.torn)
    give_types(con, export)
    check(con, export, load, date.today())
    note_load(con, load, export, source.path.name, source.sha256, received)


def note_load(
    con: duckdb.DuckDBPyConnection,
    load: int,
    export: Export,
    file: str,
    sha256: str,
    received: Received,
) -> None:
    """Note in core_export what became of the lines of one file."""
    set_aside = "(select count(*) from core_reject where load = $load)"
    accepted = f"$rows_in - $blanks - {set_aside}"
    con.execute(
        f"insert into core_export values ($load, $export, $file, $sha256, $rows_in, {accepted},"
        f" {set_aside}, $blanks, $is_demonstration)",
        {
            "load": load,
            "export": export.name,
            "file": file,
            "sha256": sha256,
            "rows_in": received.rows_in,
            "blanks": received.blanks,
            "is_demonstration": received.is_demonstration,
        },
    )


def _create(con: duckdb.DuckDBPyConnection, file: sqlfiles.SqlFile) -> None:
    con.execute(f"create or replace table {file.name} as {file.text}")


def _told(con: duckdb.DuckDBPyConnection, load: int) -> str:
    file, accepted, aside = con.execute(
        "select file, accepted, (select count(*) from core_reject where load = $load)"
        " from core_export where load = $load",
        {"load": load},
    ).fetchall()[0]
    return f"{file}: {accepted:,} lines" + (f", {aside:,} set aside" if aside else "")
