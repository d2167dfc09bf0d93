"""From the raw files of a snapshot to the marts as Parquet, on DuckDB."""

import shutil
from pathlib import Path

import duckdb

from data.build.built import TABLE, definition
from data.build.raw_files import MANIFEST, ONE_FILE, columns_of, no_snapshot, source_of
from data.build.tables import BUILT_FROM
from data.build.warehouse import Progress, derive, prepare
from data.exports import exports
from data.reference import UNITS_CSV
from data.stage.long.months import keep


def build(
    source: Path,
    out: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
) -> dict[str, int]:
    """Write every mart to <out>/<mart>/*.parquet, and what it is built from; returns their rows.

    `source` is a snapshot's directory; what lies in the marts' directories is replaced.
    RefusedError when the source is no snapshot.
    """
    try:
        text = (source / MANIFEST).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise no_snapshot(str(source), error) from error
    of = source_of(text, str(source))
    with duckdb.connect() as con:
        prepare(con, units_csv)
        schemas = {f"raw_{export.name}": columns_of(con, export) for export in exports()}
        for name, columns in schemas.items():
            con.execute(f"create or replace table {name} ({columns})")
        long = {f"raw_{export.name}": export for export in exports() if export.sorted_by}
        for name in (*schemas, *ONE_FILE):
            paths = [source / file for file in of.files[name]]
            if name in long:  # read where they lie: more than the memory holds
                con.execute(f"alter table {name} rename to fresh_{long[name].name}")
                keep(con, long[name], {path.stem: path for path in paths})
            elif paths:
                query = f"insert into {name} by name from read_parquet(?, union_by_name = true)"
                con.execute(query, [[str(path) for path in paths]])
        derive(con, progress)
        names = "select table_name from duckdb_tables() where starts_with(table_name, 'mart_')"
        marts = [mart for (mart,) in con.execute(f"{names} order by all").fetchall()]
        marts.remove(BUILT_FROM)  # by which the next import of this store knows what changed
        rows = {mart: _write(con, mart, out / mart) for mart in marts}
        con.execute(
            f"create table {TABLE} as select ? as content_sha256, ? as definition",
            [of.content_sha256, definition()],
        )
        _write(con, TABLE, out / TABLE)
    return rows


def _write(con: duckdb.DuckDBPyConnection, mart: str, directory: Path) -> int:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    path = str(directory / "part-0.parquet").replace("'", "''")
    found = con.execute(f"copy {mart} to '{path}' (format parquet, compression zstd)").fetchall()
    return int(found[0][0])
