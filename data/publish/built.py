"""Publish marts that were built elsewhere: those of data.build, by DuckDB or by Spark."""

from pathlib import Path

import duckdb

from data.access.check import EVERYWHERE
from data.build.built import TABLE, Built, definition
from data.build.checks import CHECK_COLUMNS
from data.build.invariants import require_worth
from data.build.raw_files import MANIFEST, no_snapshot
from data.build.tables import BUILT_FROM
from data.build.warehouse import Progress
from data.publish.base import open_base
from data.publish.generation import Plan, Published, next_generation, opened, unchanged
from data.publish.programs import announce
from data.publish.publishing import publishing
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.sql_files import ordered
from data.store import housekeeping
from data.store.atomic import read_json
from data.store.snapshot import Snapshot


def publish_built(
    marts: Path,
    source: Path,
    store: Path,
    progress: Progress = lambda text: None,
    actor: str = "",
) -> Published:
    """Serve marts that were built from the raw files of a snapshot's directory, and those files.

    They take the place of all that the store holds. What is derived of marts (statuses, forecasts,
    alerts) is computed here. RefusedError where the marts are not of these raw files or another
    version built them; BusyError when a publish is running.
    """
    store = Path(store)
    with publishing(store, marts.name, actor, "publish", EVERYWHERE) as by:
        housekeeping.require_pointer(store)
        served = opened(store)
        raw = _snapshot(source)
        content = str(raw.manifest["content_sha256"])
        _require(_built(marts), content, marts)
        if served is not None and served.manifest["content_sha256"] == content:
            return unchanged(store, served, progress)

        def fill(con: duckdb.DuckDBPyConnection) -> None:
            open_base(con, raw)
            _load(con, marts)
            require_worth(con)

        size = sum(path.stat().st_size for path in source.rglob("*.parquet"))
        event = {"event": "directory", "by": by, "files": []}
        facts = {"sources": raw.manifest.get("sources", {})}
        plan = Plan(content, fill, 3 * size, lambda: event, facts)
        published = next_generation(store, served, plan, UNITS_CSV, progress)
    announce(store, progress)
    return published


def _snapshot(source: Path) -> Snapshot:
    try:
        manifest = read_json(source / MANIFEST)
        return Snapshot(0, source.name, source, {**manifest, "files": dict(manifest["files"])})
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise no_snapshot(str(source), error) from error


def _built(marts: Path) -> Built:
    """What stands beside the marts."""
    with duckdb.connect() as con:
        try:
            query = f"select content_sha256, definition from read_parquet('{_files(marts, TABLE)}')"
            ((content, made),) = con.execute(query).fetchall()
        except (duckdb.Error, ValueError) as error:
            raise _refused(
                marts,
                Bilingual("đây không phải thư mục bảng đã dựng.", "there are no built marts here."),
                str(error),
            ) from error
    return Built(str(content), str(made))


def _require(built: Built, content: str, marts: Path) -> None:
    if built.content_sha256 != content:
        raise _refused(
            marts,
            Bilingual(
                "các bảng được dựng từ số liệu khác.", "the marts were built from other raw files."
            ),
        )
    if built.definition != definition():
        raise _refused(
            marts,
            Bilingual(
                "các bảng do một phiên bản khác của chương trình dựng.",
                "another version of the program built the marts.",
            ),
        )


def _load(con: duckdb.DuckDBPyConnection, marts: Path) -> None:
    """Make the tables; in an order of their own, as Spark has none."""
    for mart in (*(file.name for file in ordered("mart")), "mart_check", "mart_check_row"):
        by = f"check_id, {', '.join(CHECK_COLUMNS)}" if mart == "mart_check_row" else "all"
        try:
            query = f"from read_parquet('{_files(marts, mart)}') order by {by}"
            con.execute(f"create or replace table {mart} as {query}")
        except duckdb.Error as error:
            raise _refused(
                marts,
                Bilingual(f"không đọc được bảng {mart}.", f"{mart} cannot be read."),
                str(error),
            ) from error
    # Nothing is known of the tables between: the next import builds all marts anew.
    con.execute(
        f"create or replace table {BUILT_FROM}"
        " (name varchar, month date, rows bigint, content varchar)"
    )


def _files(marts: Path, name: str) -> str:
    return str(marts / name / "*.parquet").replace("'", "''")


def _refused(marts: Path, reason: Bilingual, detail: str = "") -> RefusedError:
    return RefusedError(
        marts,
        reason,
        Bilingual(
            "Hãy dựng lại (python -m data.build) từ bản số liệu này.",
            "Build them again (python -m data.build) from this snapshot.",
        ),
        detail=detail,
    )
