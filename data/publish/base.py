"""What a store holds, opened to be added to: the raw tables of a snapshot, as they were staged."""

from pathlib import Path

import duckdb

from data import sql_files
from data.build.warehouse import prepare
from data.exports import exports
from data.publish.staging import raw_files
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.store.atomic import sha256_of
from data.store.snapshot import Snapshot


def open_base(
    con: duckdb.DuckDBPyConnection, snapshot: Snapshot | None, units_csv: Path = UNITS_CSV
) -> None:
    """Fill a connection with all that loads are checked against and added to.

    Without a snapshot the raw tables are there and empty. RefusedError when its files are not.
    """
    prepare(con, units_csv)
    if snapshot is None:
        for export in exports():
            _make_empty(con, f"raw_{export.name}", list(export.fields))
        return
    for table, file in raw_files().items():
        path = snapshot.directory / file
        listed = snapshot.manifest.get("files", {}).get(file)
        if listed is None or not path.is_file():
            raise _older(snapshot, file)
        if sha256_of(path) != listed["sha256"]:
            raise _damaged(snapshot, file)
        con.execute(f"create or replace table {table} as from read_parquet(?)", [str(path)])


def last_load(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the last load that the tables of a connection know; 0 where there is none."""
    query = "select coalesce(max(load), 0) from core_export"
    return int(con.execute(query).fetchall()[0][0])


def _make_empty(con: duckdb.DuckDBPyConnection, table: str, fields: list[str]) -> None:
    """The raw table that a file without lines gives."""
    text = table.replace("raw_", "text_", 1)
    columns = ", ".join(f"{name} varchar" for name in fields)
    con.execute(f"create or replace table {text} (line bigint, {columns})")
    con.execute(f"create or replace table {table} as {sql_files.load('raw', table).text}")
    con.execute(f"drop table {text}")
    con.execute(f"alter table {table} drop column flaw")
    con.execute(f"alter table {table} add column load integer")


def _damaged(snapshot: Snapshot, file: str) -> RefusedError:
    return RefusedError(
        snapshot.directory / file,
        Bilingual(
            f"tệp này trong bản số liệu {snapshot.name} bị hỏng.",
            f"this file of the snapshot {snapshot.name} is damaged.",
        ),
        Bilingual(
            "Hãy khôi phục bản số liệu trước đó, hoặc nạp lại toàn bộ thư mục tệp xuất.",
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
            "Hãy nạp lại toàn bộ thư mục tệp xuất (python -m data.publish).",
            "Publish the whole directory of exports again (python -m data.publish).",
        ),
    )
