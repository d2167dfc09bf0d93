"""The command line: the list of changes, whether it is as it was written, and who may sign in.

python -m data.ledger export|verify|account|session|token [--store DIR]
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.access.check import require
from data.command_line import run
from data.ledger.accounts import command as accounts
from data.ledger.changes import Kept, since, write_csv, write_jsonl
from data.ledger.database import rows
from data.ledger.keeping.links import Head, head_from
from data.ledger.keeping.verify import chained, faults, published_heads
from data.refusal import RefusedError
from data.store.snapshot import store_directory


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, 1 where the list was altered, 2 with a message when it cannot be read."""
    asked = _parser().parse_args(arguments)
    store = asked.store or store_directory()
    try:
        if asked.command == "verify":
            return _verify(store, asked.head)
        if asked.command in accounts.COMMANDS:
            return accounts.run(store, asked)
        require("read_audit")
        found = rows(store, since(asked.since, Kept))
    except RefusedError as refused:
        print(f"data.ledger: {refused}", file=sys.stderr)
        return 2
    write = write_csv if asked.format == "csv" else write_jsonl
    write((Kept(*row) for row in found), sys.stdout)
    return 0


def _verify(store: Path, heads: list[Head]) -> int:
    """Print what is wrong with the list, or how long it is, and its head."""
    found = chained(store)
    wrong = list(faults(found, [*published_heads(store), *heads]))
    for fault in wrong:
        print(f"change {fault.id} {fault.text}")
    if wrong:
        return 1
    print(f"{len(found)} changes, each as it was written.")
    if found:
        print(f"head {Head(found[-1]['id'], found[-1]['hash'])}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.ledger", description="What people said and decided."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser(
        "export",
        help="the list of changes: when, who, did what to what, before, after, and the hashes",
        description="Writes every change to standard output, the oldest first.",
    )
    export.add_argument("--format", choices=("csv", "jsonl"), default="jsonl")
    export.add_argument("--since", type=_moment, metavar="WHEN", help="such as 2026-11-01 (UTC)")
    verify = commands.add_parser(
        "verify",
        help="whether a change was altered, removed, inserted or moved",
        description="Follows the hashes from the first change to the last and asks whether the "
        "heads that the snapshots name are there. Exit code 0 as it was written, 1 altered, 2 not "
        "readable. The head that it prints, kept elsewhere, proves later that nothing up to it was "
        "altered.",
    )
    verify.add_argument(
        "--head",
        type=_head,
        action="append",
        default=[],
        metavar="ID:HASH",
        help="one that was printed earlier, or that a backup names; may be given several times",
    )
    for command in (export, verify, *accounts.parsers(commands)):
        command.add_argument(
            "--store", type=Path, metavar="DIR", help="default: DX_STORE, else store/"
        )
    return parser


def _head(text: str) -> Head:
    return head_from(text, "the head that was given")


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "data.ledger"))
