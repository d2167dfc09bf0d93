"""Builds a snapshot in a staging directory: marts.duckdb, manifest.json, and the raw files.

These are raw/<export>.parquet, and raw/<export>/<month>.parquet of a long export.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.build.by_month import LATER, SINCE, write_sums
from data.build.invariants import require_invariants
from data.build.warehouse import Progress
from data.exports import Export, exports
from data.publish.fault_points import reach
from data.publish.programs import add_derived, left_out
from data.stage.long import months
from data.store.atomic import flush, prepare_json, sha256_of, swap
from data.store.snapshot import MANIFEST, MARTS, SUMS, Snapshot, SnapshotError


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
        _write_raw(con, staging, served)
        reach("raw_written")
        problem = left_out()
        older = served.directory / MARTS if served else None
        rows = _write_marts(con, staging / MARTS, older, problem)
        write_sums(con, staging / SUMS)
    shutil.rmtree(spill, ignore_errors=True)
    reach("marts_written")
    if problem:
        progress(f"derived tables: {problem}")
    else:
        rows |= add_derived(staging / MARTS, _marts_of(served), progress)
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
    for directory in (path for path in staging.rglob("*") if path.is_dir()):
        flush(directory)
    flush(staging)
    reach("sealed")


def raw_files() -> dict[str, str]:
    """Table → its one file in a snapshot: what the marts are made from, and what was set aside."""
    tables = [f"raw_{export.name}" for export in exports() if not export.sorted_by]
    tables += ["core_export", "core_reject"]
    return {table: f"raw/{table.split('_', 1)[1]}.parquet" for table in tables}


def _marts_of(served: Snapshot | None) -> Path | None:
    """The marts that are served; None where there are none, or where they were damaged."""
    with suppress(SnapshotError):
        return served.marts() if served is not None else None
    return None


def month_files(manifest: Mapping[str, Any], export: Export) -> dict[str, str]:
    """Month → its file in a snapshot, of an export that is kept by month."""
    start = f"raw/{export.name}/"
    files = sorted(file for file in manifest.get("files", {}) if file.startswith(start))
    return {Path(file).stem: file for file in files}


def touched_months(con: duckdb.DuckDBPyConnection, served: Snapshot) -> frozenset[date]:
    """The months of long exports whose lines in a connection are not those of a snapshot."""
    found = set[date]()
    for export in (one for one in exports() if one.sorted_by):
        files = month_files(served.manifest, export)
        paths = {month: served.directory / file for month, file in files.items()}
        found |= months.touched(con, export, paths)
    return frozenset(found)


def raw_bytes(snapshot: Snapshot) -> int:
    """The bytes of all raw files of a snapshot, as its manifest has them."""
    listed = snapshot.manifest.get("files", {})
    return sum(int(facts["bytes"]) for file, facts in listed.items() if file.startswith("raw/"))


def _write_raw(con: duckdb.DuckDBPyConnection, staging: Path, served: Snapshot | None) -> None:
    """Write all raw files; those that the served snapshot has too are shared with it."""
    (staging / "raw").mkdir()
    written = []
    for table, file in raw_files().items():
        target = _quoted(staging / file)
        con.execute(f"copy {table} to '{target}' (format parquet, compression zstd)")
        written.append(staging / file)
    for export in (one for one in exports() if one.sorted_by):
        directory = staging / "raw" / export.name
        directory.mkdir()
        for month, path in months.files_of(con, export).items():
            _link(path, directory / f"{month}.parquet")
        written += months.write_fresh(con, export, directory)
    for path in written:
        _share(path, served.directory / path.relative_to(staging) if served else None)


def _link(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:  # a file system without links, or another one
        shutil.copyfile(source, path)


def _share(path: Path, older: Path | None) -> None:
    """Put a link to an older snapshot's file in place of a new one with the same content."""
    if older is None or not older.is_file() or sha256_of(older) != sha256_of(path):
        return
    link = path.with_suffix(".link")
    with suppress(OSError):  # a file system without links
        os.link(older, link)
        link.replace(path)


def _write_marts(
    con: duckdb.DuckDBPyConnection, path: Path, served: Path | None, problem: str
) -> dict[str, int]:
    """Write the mart_* tables to a file, in a set order, and count their rows again there.

    Marts that are views of the served ones stay as they are in a copy of that file; of one that is
    so up to a month, the months from there on are replaced where the order of its rows allows it.
    `problem` says why there will be no derived tables, "" where there will be.
    """
    built, kept = (_marts(con, kind) for kind in ("table", "view"))
    later = [name for name in _marts(con, "table", LATER) if name in kept]
    if kept:
        assert served is not None
        shutil.copyfile(served, path)
    con.execute(f"attach '{_quoted(path)}' as published")
    for table in later:
        first, *_ = con.sql(f"from main.{table}").columns
        if first == "month":
            con.execute(f"delete from published.{table} where month >= {SINCE}")
            con.execute(f"insert into published.{table} from {LATER}.{table} order by all")
        else:
            kept.remove(table)
            built.append(table)
    for (table,) in con.execute(
        "select table_name from duckdb_tables() where database_name = 'published'"
    ).fetchall():
        if table not in kept:
            con.execute(f"drop table published.{table}")
    for table in built:
        in_order = " order by all" if table.endswith(("_month", "_year")) else ""
        con.execute(f"create table published.{table} as from {table}{in_order}")
    if "mart_data" in kept:  # what the last publish said of its derived tables
        con.execute("delete from published.mart_data where key = 'derived_problem'")
    rows, made = (
        _counts(con, tables, of) for tables, of in ((built + kept, "published."), (built, ""))
    )
    assert made.items() <= rows.items(), f"written {rows} of {made}"
    if problem:
        con.execute("insert into published.mart_data values ('derived_problem', ?)", [problem])
        rows["mart_data"] += 1
    con.execute("checkpoint published")
    con.execute("detach published")
    return dict(sorted(rows.items()))


def _marts(con: duckdb.DuckDBPyConnection, kind: str, schema: str = "main") -> list[str]:
    """The names of the marts of a connection that are tables, or views."""
    query = (
        f"select {kind}_name from duckdb_{kind}s() where database_name = current_database()"
        f" and schema_name = ? and starts_with({kind}_name, 'mart_') order by all"
    )
    return [str(name) for (name,) in con.execute(query, [schema]).fetchall()]


def _counts(con: duckdb.DuckDBPyConnection, tables: Sequence[str], database: str) -> dict[str, int]:
    each = [f"select '{table}', count(*) from {database}{table}" for table in tables]
    return dict(con.execute(" union all ".join(each)).fetchall())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
