"""Data for a first start: where none were ever published, the demonstration exports are.

Command line: python -m data.setup
"""

import argparse
import sys
import time
from pathlib import Path

import duckdb

from data import province
from data.access.roles import PROGRAM
from data.build.warehouse import Progress
from data.demo import DemoError, write_exports
from data.ledger.database import problem
from data.publish.directory import publish
from data.publish.exchange.exchange import follow
from data.publish.recipe import recipe
from data.publish.restore import rebuild
from data.reference import UNITS_CSV
from data.refusal import RefusedError
from data.store import engine
from data.store.atomic import sha256_of
from data.store.snapshot import Snapshot, SnapshotError, current, named, store_directory

PLACE = "demo" if province.IS_DEFAULT else f"demo-{province.FOLDER.name}"
DEMO_EXPORTS = Path(__file__).parents[1] / "build" / PLACE
GENERATOR = Path(__file__).parent / "demo"


def demo_exports(progress: Progress = lambda text: None) -> Path:
    """The directory of the demonstration exports, written where they are missing or outdated.

    DemoError or OSError when they cannot be written.
    """
    stamp, wanted = DEMO_EXPORTS.with_suffix(".sha256"), _generator()
    if not DEMO_EXPORTS.is_dir() or not stamp.is_file() or stamp.read_text("ascii") != wanted:
        write_exports(DEMO_EXPORTS, progress=progress)
        stamp.write_text(wanted, "ascii")
    return DEMO_EXPORTS


def set_up(store: Path, progress: Progress = lambda text: None) -> None:
    """Publish the demonstration exports unless other data are served; those are never touched.

    Does nothing where the same content is served already, or where the ledger of what is served
    cannot be used: pages say so. SnapshotError when the store is broken,
    DemoError, RefusedError or OSError when the data cannot be written.
    """
    if taken := follow(store):
        progress(f"{taken}: taken from the shared storage")
    served = current(store)
    if served is not None and not _is_demonstration(served):
        if engine.is_another(served.manifest):
            served = _rebuilt(served, store, progress)
        progress(f"{served.name}: data of the province are served")
        if served.manifest["recipe"] != recipe(UNITS_CSV):
            progress("They were published by another version: publish the exports again.")
        return
    if served is not None and (refused := problem(store)):
        progress(f"{served.name} is served as it is. {refused}")
        return
    province.told()  # refused before it is said that nothing is there
    if not province.has_demonstration():
        progress("No demonstration data are made for this province: publish its exports.")
        return
    publish(demo_exports(progress), store, progress=progress, actor=PROGRAM)


def _generator() -> str:
    """One hash of all that decides what the demonstration exports hold."""
    files = sorted([*GENERATOR.rglob("*.py"), UNITS_CSV, *province.FOLDER.glob("*.toml")])
    return " ".join(sha256_of(path)[:16] for path in files)


def _is_demonstration(snapshot: Snapshot) -> bool:
    """Whether a snapshot holds the demonstration data and nothing that came in by itself."""
    if any(event["event"] != "directory" for event in snapshot.manifest.get("history", [])):
        return False
    snapshot.marts()  # refused where they are damaged; what they hold only their DuckDB can tell
    loads = snapshot.directory / "raw" / "export.parquet"
    query = "select coalesce(bool_or(is_demonstration), false) from read_parquet(?)"
    with duckdb.connect() as con:
        try:
            return bool(con.execute(query, [str(loads)]).fetchall()[0][0])
        except duckdb.Error as error:
            raise SnapshotError(f"{loads} is damaged: publish the exports again.") from error


def _rebuilt(served: Snapshot, store: Path, progress: Progress) -> Snapshot:
    """What is served, built again from its raw files; until then it stays as it is."""
    theirs = engine.wrote(served.manifest)
    progress(f"{served.name} was written by DuckDB {theirs}: {engine.OURS} builds it again.")
    return named(store, rebuild(served.name, store, progress).name)


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when data are served, 2 with a message when they cannot be."""
    argparse.ArgumentParser(
        prog="python -m data.setup",
        description="Write and publish the demonstration data, unless data of the province are "
        "published. The store is DX_STORE, else the project's store/.",
    ).parse_args(arguments)
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        set_up(store_directory(), progress)
    except (DemoError, RefusedError, SnapshotError, OSError) as error:
        print(f"No data set up: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
