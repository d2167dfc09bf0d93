"""A directory of exports into the raw tables, read strictly."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from data.build.warehouse import Progress, derive, prepare
from data.exports import Export, exports
from data.old_reader import Source, inspect, receive
from data.reference import UNITS_CSV
from data.stage.files import note_load
from data.stage.reject import set_aside_torn
from data.stage.types import check, give_types


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


def inspect_all(exports_dir: Path) -> dict[str, Source]:
    """Every export of a directory, inspected, by name; RefusedError at the first of no use."""
    return {export.name: inspect(Path(exports_dir) / export.file) for export in exports()}


def _take_in(con: duckdb.DuckDBPyConnection, load: int, export: Export, source: Source) -> None:
    received = receive(con, export, source)
    set_aside_torn(con, export, load, received.torn)
    give_types(con, export)
    check(con, export, load, date.today())
    note_load(con, load, export, source.path.name, source.sha256, received)


def _told(con: duckdb.DuckDBPyConnection, load: int) -> str:
    file, accepted, aside = con.execute(
        "select file, accepted, (select count(*) from core_reject where load = $load)"
        " from core_export where load = $load",
        {"load": load},
    ).fetchall()[0]
    return f"{file}: {accepted:,} lines" + (f", {aside:,} set aside" if aside else "")
