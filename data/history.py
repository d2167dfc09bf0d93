"""The command line: what happened to a store, and the way back.

python -m data.history list|restore NAME|close MONTH|reopen MONTH [--store DIR]
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from data.command_line import run
from data.ledger.closed_months import close_month, closed_months, reopen_month
from data.publish.restore import events, restore
from data.refusal import RefusedError
from data.store.snapshot import (
    SnapshotError,
    store_directory,
)
from data.store.write_lock import BusyError


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
        "reopen": lambda: reopen_month(store, asked.month, asked.by),
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
    sys.exit(run(main, "data.history"))
