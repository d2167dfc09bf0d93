"""The command line: all of a store in one file, and back.

python -m data.backup create --out FILE|restore FILE --store DIR
"""

import argparse
import os
import sys
import time
from pathlib import Path

from data.backup.create import create
from data.backup.restore import restore
from data.build.warehouse import Progress
from data.command_line import run
from data.ledger.audit.notes import BACKUP, note
from data.refusal import RefusedError
from data.store.snapshot import store_directory


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, 1 with remarks on what was kept, 2 with a message when it is refused."""
    asked = _parser().parse_args(arguments)
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        return _create(asked, progress) if asked.command == "create" else _restore(asked, progress)
    except RefusedError as refused:
        print(f"data.backup: {refused}", file=sys.stderr)
        return 2


def _create(asked: argparse.Namespace, progress: Progress) -> int:
    store = asked.store or store_directory()
    made = create(store, asked.out, progress)
    note(store, BACKUP, asked.out.name, {"files": made.files, "damaged": len(made.damaged)})
    print(f"{asked.out}: {made.files:,} files, {_megabytes(made.bytes)} in {_megabytes(made.size)}")
    if made.head is not None:
        print(f"head {made.head}")
    for name in made.damaged:
        print(f"{name} is not as it was published: kept as it is.", file=sys.stderr)
    return 1 if made.damaged else 0


def _restore(asked: argparse.Namespace, progress: Progress) -> int:
    identity = asked.identity or os.environ.get("DX_BACKUP_IDENTITY")
    restored = restore(
        asked.file,
        asked.store,
        asked.by,
        asked.replace,
        Path(identity) if identity else None,
        progress,
    )
    what = f"{restored.files:,} files, {_megabytes(restored.bytes)}, of {restored.made_at}"
    print(f"{asked.store}: {what}. Served: {restored.snapshot or '–'}")
    for line in restored.altered:
        print(line, file=sys.stderr)
    return 1 if restored.altered else 0


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.backup",
        description="All that was published and said, in one file. With DX_LEDGER the ledger of "
        "that server is taken, or put back.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser(
        "create",
        help="a backup, while the dashboard runs",
        description="Prints the size and the head of the list of changes. Exit code 0, 1 where "
        "files of the store were damaged already, 2 refused. DX_BACKUP_RECIPIENT=age1… encrypts.",
    )
    make.add_argument("--store", type=Path, metavar="DIR", help="default: DX_STORE, else store/")
    make.add_argument("--out", type=Path, metavar="FILE", required=True, help="a new file")
    back = commands.add_parser(
        "restore",
        help="a store made of a backup",
        description="The backup is checked beside the place, then moved in at once. Exit code 0, "
        "1 where the list of changes in it was altered, 2 refused. Stop the dashboard before "
        "--replace.",
    )
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("--store", type=Path, metavar="DIR", required=True, help="where it goes")
    back.add_argument("--replace", action="store_true", help="in place of what is there")
    back.add_argument("--by", default="", metavar="WHO", help="who does it, for the ledger")
    back.add_argument(
        "--identity", type=Path, metavar="KEY", help="secret key of age; or DX_BACKUP_IDENTITY"
    )
    return parser


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "data.backup"))
