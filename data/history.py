"""What happened to a store, and the way back: any earlier snapshot can be served again.

Command line: python -m data.history list|restore NAME|close MONTH|reopen MONTH [--store DIR]
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from data import housekeeping
from data.announced import announce
from data.base import open_base
from data.closing import close_month, closed_months, reopen_month
from data.generation import Plan, Published, next_generation, opened
from data.lock import BusyError
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.snapshot import (
    MANIFEST,
    Snapshot,
    SnapshotError,
    current,
    generation_of,
    snapshots_directory,
    store_directory,
)
from data.warehouse import Progress, derive
from data.writing import writing


def events(store: Path) -> list[dict[str, Any]]:
    """Everything that led to the served snapshot, oldest first: snapshot, at, event, by, files."""
    served = current(store)
    return list(served.manifest.get("history", [])) if served is not None else []


def restorable(store: Path) -> list[str]:
    """The names of all snapshots that can be served again, newest first.

    One that a killed publish left was never served: the next publish removes it.
    """
    served = housekeeping.served(Path(store))
    found = {
        path.parent.name: generation_of(path.parent.name) or 0
        for path in snapshots_directory(Path(store)).glob(f"*/{MANIFEST}")
    }
    newest = served.generation if served is not None else max(found.values(), default=0)
    names = [name for name, number in found.items() if number <= newest]
    return sorted(names, key=lambda name: found[name], reverse=True)


def restore(
    name: str, store: Path, by: str = "", progress: Progress = lambda text: None
) -> Published:
    """Serve what an earlier snapshot held, as a new generation; nothing in between is lost.

    RefusedError when there is no such snapshot. BusyError when a publish is running.
    """
    store = Path(store)
    with writing(store, name):
        served = opened(store)
        old = _earlier(store, name)

        def fill(con: Any) -> None:
            open_base(con, old)
            derive(con, progress)

        event = {"event": "restore", "restored": name, "by": by, "files": []}
        size = sum(path.stat().st_size for path in old.directory.rglob("*.parquet"))
        plan = Plan(str(old.manifest["content_sha256"]), fill, 3 * size, lambda: event)
        past = served or old  # a damaged snapshot cannot say what happened, the older one can
        published = next_generation(store, past, plan, UNITS_CSV, progress)
    announce(store, progress)
    return published


def _earlier(store: Path, name: str) -> Snapshot:
    directory, generation = snapshots_directory(store) / name, generation_of(name)
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unknown(store, name) from error
    if generation is None or not isinstance(manifest, dict) or "content_sha256" not in manifest:
        raise _unknown(store, name)
    return Snapshot(generation, name, directory, manifest)


def _unknown(store: Path, name: str) -> RefusedError:
    names = ", ".join(restorable(store)[:5]) or "–"
    return RefusedError(
        name,
        Bilingual("không có bản số liệu này.", "there is no such snapshot."),
        Bilingual(f"Các bản gần nhất: {names}", f"The newest are: {names}"),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.history", description="What happened to the data, and the way back."
    )
    parser.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store/")
    parser.add_argument("--by", default="", help="who does it, for the history")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every publish, file and restore, as JSON lines")
    back = commands.add_parser("restore", help="serve an earlier snapshot again")
    back.add_argument("name", metavar="NAME", help="such as g000012-1f2e3d4c")
    for word, help_text in (("close", "later files need a reason"), ("reopen", "no longer so")):
        month = commands.add_parser(word, help=f"a month: {help_text}")
        month.add_argument("month", metavar="MONTH", type=_month, help="such as 2026-10")
    return parser


def _month(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m")


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, or 2 with a message when it cannot be done."""
    asked = _parser().parse_args(arguments)
    store = asked.store or store_directory()
    commands: dict[str, Callable[[], object]] = {
        "list": lambda: [print(json.dumps(e, ensure_ascii=False)) for e in events(store)],
        "restore": lambda: print(restore(asked.name, store, asked.by).name),
        "close": lambda: close_month(store, asked.month, asked.by),
        "reopen": lambda: reopen_month(store, asked.month),
    }
    try:
        commands[asked.command]()
    except (RefusedError, BusyError, SnapshotError) as error:
        print(f"data.history: {error}", file=sys.stderr)
        return 2
    if asked.command in ("close", "reopen"):
        print("closed: " + (", ".join(sorted(closed_months(store))) or "–"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
