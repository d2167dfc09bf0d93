"""The command line: `python -m data.ledger export` writes the list of changes."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.command_line import run
from data.ledger.changes import Change, since, write_csv, write_jsonl
from data.ledger.database import rows
from data.refusal import RefusedError
from data.store.snapshot import store_directory


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, or 2 with a message when the ledger cannot be read."""
    asked = _parser().parse_args(arguments)
    try:
        found = rows(asked.store or store_directory(), since(asked.since))
    except RefusedError as refused:
        print(f"data.ledger: {refused}", file=sys.stderr)
        return 2
    write = write_csv if asked.format == "csv" else write_jsonl
    write((Change(*row) for row in found), sys.stdout)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.ledger", description="What people said and decided."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser(
        "export",
        help="the list of changes: when, who, did what to what, before, after",
        description="Writes every change to standard output, the oldest first.",
    )
    export.add_argument("--format", choices=("csv", "jsonl"), default="jsonl")
    export.add_argument("--store", type=Path, metavar="DIR", help="default: DX_STORE, else store/")
    export.add_argument("--since", type=_moment, metavar="WHEN", help="such as 2026-11-01 (UTC)")
    return parser


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "data.ledger"))
