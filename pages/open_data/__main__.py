"""The command line: `python -m pages.open_data package`, the data package of the snapshot;
`analysis`, a file of DuckDB for analysts."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.command_line import run
from data.store.snapshot import Snapshot, SnapshotError, current, named, store_directory
from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from pages.open_data.package import Licence, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command: 0 when the package is written, 2 with a message otherwise."""
    asked = _parser().parse_args(arguments)
    try:
        print({"package": _package, "analysis": _analysis}[asked.command](asked), flush=True)
    except (KpiError, SnapshotError) as error:
        print(f"pages.open_data: {error}", file=sys.stderr)
        return 2
    except FileExistsError:
        text = f"pages.open_data: something lies in {asked.out} already: name another place."
        print(text, file=sys.stderr)
        return 2
    return 0


def _package(asked: argparse.Namespace) -> str:
    catalogue = load()
    kpis = [catalogue.find(id) for id in asked.kpi] or list(catalogue.values())
    licence = None
    if asked.licence:
        licence = Licence(asked.licence, asked.licence_title, asked.licence_url)
    snapshot = _snapshot(asked)
    with snapshot.connect() as con:
        count = write(con, snapshot, catalogue, list(dict.fromkeys(kpis)), asked.out, licence)
    return f"{asked.out}: {len(kpis)} indicators, {count:,} readings of {snapshot.name}"


def _analysis(asked: argparse.Namespace) -> str:
    """Writes the file beside its place first: who finds it finds it whole."""
    from pages.open_data import analysis

    snapshot, out = _snapshot(asked), asked.out
    if out.exists():
        raise FileExistsError
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".analysis-") as scratch:
        part = Path(scratch) / "part.duckdb"
        with snapshot.connect() as con:
            analysis.write(con, load(), part)
        part.rename(out)
    return f"{out}: {snapshot.name}"


def _snapshot(asked: argparse.Namespace) -> Snapshot:
    store = asked.store or store_directory()
    snapshot = named(store, asked.snapshot) if asked.snapshot else current(store)
    if snapshot is None:
        raise KpiError("Nothing is published in this store yet.")
    return snapshot


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pages.open_data", description="The data of the dashboard for others."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    package = commands.add_parser(
        "package",
        help="the data package of the published snapshot",
        description="Writes datapackage.json (Frictionless) and CSV files: the readings of each"
        " indicator, units, crosswalk, catalogue and targets.",
    )
    package.add_argument("--out", metavar="DIR", type=Path, required=True, help="an empty one")
    package.add_argument(
        "--kpi", metavar="ID", action="append", default=[], help="only this one; several times"
    )
    package.add_argument("--licence", metavar="ID", help="such as CC-BY-4.0; the default: none")
    package.add_argument("--licence-title", metavar="TEXT", default="")
    package.add_argument("--licence-url", metavar="URL", default="")
    analysis = commands.add_parser(
        "analysis",
        help="a file of DuckDB for analysts",
        description="Writes the same tables, and the sums of communes and months that they come"
        " from, into one file of DuckDB.",
    )
    analysis.add_argument("--out", metavar="FILE.duckdb", type=Path, required=True)
    for command in (package, analysis):
        command.add_argument("--snapshot", metavar="NAME", help="default: the one that is served")
        command.add_argument(
            "--store", metavar="DIR", type=Path, help="default: DX_STORE, else store/"
        )
    return parser


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "pages.open_data"))
