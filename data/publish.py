"""Publish a directory of exports as a new snapshot, or leave everything as it was.

Command line: python -m data.publish EXPORTS_DIR [--store DIR]
"""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data import housekeeping
from data.announced import announce
from data.content import content_sha256, recipe
from data.generation import Plan, Published, next_generation, opened, unchanged
from data.intake import Source
from data.invariants import require_worth
from data.lock import BusyError
from data.reference import UNITS_CSV
from data.refusal import RefusedError
from data.snapshot import store_directory
from data.stops import reach
from data.warehouse import Progress, build, inspect_all
from data.writing import writing

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


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(
        prog="python -m data.publish",
        description="Check a directory of exports (CSV) and publish it as a snapshot. The name of "
        "the snapshot is printed; exports that cannot be used leave the last one in place.",
    )
    made.add_argument("exports_dir", metavar="EXPORTS_DIR", type=Path, help="directory to read")
    made.add_argument(
        "--store", metavar="DIR", type=Path, help="default: DX_STORE, else the project's store/"
    )
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when the exports are served, 2 with a message when they are refused."""
    chosen = parser().parse_args(arguments)
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        store = chosen.store or store_directory()
        published = publish(chosen.exports_dir, store, progress=progress)
    except RefusedError as refused:
        print(f"Not published. {refused}", file=sys.stderr)
        return 2
    print(published.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
