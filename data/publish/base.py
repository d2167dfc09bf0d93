"""What a store holds, opened to be added to: the raw tables of a snapshot, as they were staged."""

from pathlib import Path

import duckdb

from data.build.raw_files import columns_of
from data.build.warehouse import prepare
from data.exports import Export, exports
from data.publish.staging import month_files, raw_files
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.stage.long.months import keep
from data.store.atomic import sha256_of
from data.store.snapshot import Snapshot


def open_base(
    con: duckdb.DuckDBPyConnection, snapshot: Snapshot | None, units_csv: Path = UNITS_CSV
) -> None:
    """Fill a connection with all that loads are checked against and added to.

    Without a snapshot the raw tables are there and empty. RefusedError when its files are not.
    """
    prepare(con, units_csv)
    for export in exports():
        _make_empty(con, export)
    if snapshot is None:
        return
    listed = snapshot.manifest.get("files", {})
    absent = {f"raw/{one.name}.parquet" for one in exports() if one.optional} - set(listed)
    for table, file in raw_files().items():
        if file not in absent:  # an export that came into being later than the snapshot
            path = str(_intact(snapshot, file))
            query = f"insert into {table} by name from read_parquet(?)"  # new fields stay empty
            con.execute(query, [path])
    for export in (one for one in exports() if one.sorted_by):
        whole = f"raw/{export.name}.parquet"  # as versions before wrote it
        if whole in snapshot.manifest.get("files", {}):
            query = f"insert into fresh_{export.name} by name from read_parquet(?)"
            con.execute(query, [str(_intact(snapshot, whole))])
        months = month_files(snapshot.manifest, export)
        keep(con, export, {month: _intact(snapshot, file) for month, file in months.items()})


def last_load(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the last load that the tables of a connection know; 0 where there is none."""
    query = "select coalesce(max(load), 0) from core_export"
    return int(con.execute(query).fetchall()[0][0])


def _intact(snapshot: Snapshot, file: str) -> Path:
    """The path of a raw file that is as it was published."""
    path = snapshot.directory / file
    listed = snapshot.manifest.get("files", {}).get(file)
    if listed is None or not path.is_file():
        raise _older(snapshot, file)
    if sha256_of(path) != listed["sha256"]:
        raise _damaged(snapshot, file)
    return path


def _make_empty(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """The raw table that a file without lines gives."""
    table = f"raw_{export.name}"
    con.execute(f"create or replace table {table} ({columns_of(con, export)})")
    if export.sorted_by:
        con.execute(f"alter table {table} rename to fresh_{export.name}")
        keep(con, export, {})


def _damaged(snapshot: Snapshot, file: str) -> RefusedError:
    return RefusedError(
        snapshot.directory / file,
        Bilingual(
            f"tệp này trong bản số liệu {snapshot.name} bị hỏng.",
            f"this file of the snapshot {snapshot.name} is damaged.",
        ),
        Bilingual(
            "Hãy khôi phục bản số liệu trước đó, hoặc nạp lại toàn bộ thư mục tệp số liệu.",
            "Restore an earlier snapshot, or publish the whole directory of exports again.",
        ),
    )


def _older(snapshot: Snapshot, file: str) -> RefusedError:
    return RefusedError(
        snapshot.directory / file,
        Bilingual(
            f"bản số liệu {snapshot.name} do một phiên bản khác tạo ra.",
            f"the snapshot {snapshot.name} was made by another version.",
        ),
        Bilingual(
            "Hãy nạp lại toàn bộ thư mục tệp số liệu (python -m data.publish).",
            "Publish the whole directory of exports again (python -m data.publish).",
        ),
    )
