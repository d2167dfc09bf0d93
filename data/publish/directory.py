"""Publish a directory of exports as a new snapshot, or leave everything as it was."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.build.invariants import require_worth
from data.build.warehouse import Progress
from data.old_reader import Source
from data.old_reader.build import build, inspect_all
from data.publish.fault_points import reach
from data.publish.generation import Plan, Published, next_generation, opened, unchanged
from data.publish.programs import announce
from data.publish.recipe import content_sha256, recipe
from data.reference import UNITS_CSV
from data.refusal import RefusedError
from data.store import housekeeping
from data.store.write_lock import BusyError, writing

__all__ = ["BusyError", "Published", "RefusedError", "publish"]


def publish(
    exports_dir: Path,
    store: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
) -> Published:
    """Build, check and publish the exports of a directory; readers go on reading meanwhile.

    They take the place of all that the store holds. RefusedError when the exports cannot be used
    or the disk is full: the last snapshot stays and LAST_FAILURE.json says why. BusyError when
    another publish is running.
    """
    exports_dir, store = Path(exports_dir), Path(store)
    with writing(store, exports_dir.name):
        served = opened(store)
        sources = inspect_all(exports_dir)
        content = content_sha256(sources, recipe(units_csv))
        reach("inspected")
        if (
            served is not None
            and served.manifest["content_sha256"] == content
            and housekeeping.is_intact(served)
        ):
            return unchanged(store, served, progress)

        def fill(con: duckdb.DuckDBPyConnection) -> None:
            build(con, exports_dir, units_csv, progress, sources)
            require_worth(con)

        plan = Plan(
            content,
            fill,
            sum(source.bytes for source in sources.values()),
            lambda: {"event": "directory", "files": _told(sources)},
            {"sources": _listed(sources)},
        )
        published = next_generation(store, served, plan, units_csv, progress)
    announce(store, progress)
    return published


def _listed(sources: Mapping[str, Source]) -> dict[str, dict[str, object]]:
    return {
        source.path.name: {"sha256": source.sha256, "bytes": source.bytes}
        for source in sources.values()
    }


def _told(sources: Mapping[str, Source]) -> list[dict[str, object]]:
    return [{"file": name, **facts} for name, facts in _listed(sources).items()]
