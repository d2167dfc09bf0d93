"""Builds a snapshot in a staging directory: marts.duckdb, raw/<export>.parquet, manifest.json."""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from data.build.invariants import require_invariants
from data.build.warehouse import Progress
from data.exports import exports
from data.publish.fault_points import reach
from data.publish.programs import add_derived
from data.store.atomic import flush, prepare_json, sha256_of, swap
from data.store.snapshot import MANIFEST, MARTS, Snapshot


def stage(
    staging: Path,
    fill: Callable[[duckdb.DuckDBPyConnection], None],
    units_csv: Path,
    served: Snapshot | None,
    progress: Progress,
) -> dict[str, int]:
    """Write marts and raw files to an empty directory; returns the rows of each mart.

    `fill` makes all tables. A raw file that is the same in the served snapshot is shared with it.
    RefusedError when the data cannot be published.
    """
    spill = staging.with_name(staging.name + ".spill").absolute()
    with duckdb.connect() as con:
        con.execute(f"set temp_directory = '{_quoted(spill)}'")
        fill(con)
        reach("built")
        require_invariants(con, units_csv)
        (staging / "raw").mkdir()
        for table, file in raw_files().items():
            path = _quoted(staging / file)
            con.execute(f"copy {table} to '{path}' (format parquet, compression zstd)")
            _share(staging / file, served.directory / file if served else None)
        reach("raw_written")
        rows = _write_marts(con, staging / MARTS)
    shutil.rmtree(spill, ignore_errors=True)
    reach("marts_written")
    rows |= add_derived(staging / MARTS, progress)
    reach("derived")
    progress(f"{MARTS}: {len(rows)} tables, {sum(rows.values()):,} rows")
    return rows


def seal(staging: Path, facts: Mapping[str, Any]) -> None:
    """Flush all files and write the manifest: `facts` and the hash and size of each file."""
    files = sorted(path for path in staging.rglob("*") if path.is_file())
    for path in files:
        flush(path)
    listed = {
        path.relative_to(staging).as_posix(): {
            "sha256": sha256_of(path),
            "bytes": path.stat().st_size,
        }
        for path in files
    }
    manifest = staging / MANIFEST
    swap(prepare_json(manifest, {**facts, "files": listed}), manifest)
    flush(staging / "raw")
    flush(staging)
    reach("sealed")


def raw_files() -> dict[str, str]:
    """Table → its file in a snapshot: what the marts are made from, and what was set aside."""
    tables = [f"raw_{export.name}" for export in exports()] + ["core_export", "core_reject"]
    return {table: f"raw/{table.split('_', 1)[1]}.parquet" for table in tables}


def _share(path: Path, older: Path | None) -> None:
    """Put a link to an older snapshot's file in place of a new one with the same content."""
    if older is None or not older.is_file() or sha256_of(older) != sha256_of(path):
        return
    link = path.with_suffix(".link")
    with suppress(OSError):  # a file system without links
        os.link(older, link)
        link.replace(path)


def _write_marts(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """Copy the mart_* tables to a fresh file, in a set order, and count their rows again there."""
    tables = [
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where starts_with(table_name, 'mart_')"
            " order by table_name"
        ).fetchall()
    ]
    con.execute(f"attach '{_quoted(path)}' as published")
    rows = {}
    for table in tables:
        in_order = " order by all" if table.endswith(("_month", "_year")) else ""
        con.execute(f"create table published.{table} as from {table}{in_order}")
        query = f"select count(*) from published.{table} union all select count(*) from {table}"
        written, built = (n for (n,) in con.execute(query).fetchall())
        assert written == built, f"{table}: {written} rows written of {built}"
        rows[table] = int(written)
    con.execute("checkpoint published")
    con.execute("detach published")
    return rows


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
