"""The command line: `python -m data.publish EXPORTS_DIR` checks exports and serves them."""

import argparse
import sys
import time
from pathlib import Path

from data.command_line import run
from data.publish.built import publish_built
from data.publish.directory import publish
from data.refusal import RefusedError
from data.store.snapshot import store_directory


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(
        prog="python -m data.publish",
        description="Check a directory of exports (CSV) and publish it as a snapshot. The name of "
        "the snapshot is printed; exports that cannot be used leave the last one in place.",
    )
    made.add_argument("exports_dir", metavar="EXPORTS_DIR", type=Path, help="directory to read")
    made.add_argument(
        "--marts",
        metavar="DIR",
        type=Path,
        help="what python -m data.build made of the raw files of a snapshot; EXPORTS_DIR is that "
        "snapshot's directory then",
    )
    made.add_argument(
        "--store", metavar="DIR", type=Path, help="default: DX_STORE, else the project's store/"
    )
    made.add_argument("--by", metavar="WHO", default="", help="who publishes them, for the history")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when the exports are served, 2 with a message when they are refused."""
    chosen = parser().parse_args(arguments)
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        store = chosen.store or store_directory()
        if chosen.marts is None:
            published = publish(chosen.exports_dir, store, progress=progress, actor=chosen.by)
        else:
            published = publish_built(chosen.marts, chosen.exports_dir, store, progress, chosen.by)
    except RefusedError as refused:
        print(f"Not published. {refused}", file=sys.stderr)
        return 2
    print(published.name)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, "data.publish"))
