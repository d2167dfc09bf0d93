"""Command line: `python -m data.demo OUT_DIR` writes the demonstration exports."""

import argparse
import sys
import time
from pathlib import Path

from data.demo import SEED, DemoError, write_exports


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(
        prog="python -m data.demo",
        description="Write the demonstration exports (14 CSV files, 09/2022 to 10/2026). "
        "The same seed always gives the same bytes. An earlier set in OUT_DIR is replaced.",
    )
    made.add_argument("out_dir", metavar="OUT_DIR", type=Path, help="directory to write")
    made.add_argument("--seed", type=_seed, default=SEED, help="whole number (%(default)s)")
    made.add_argument(
        "--communes", nargs="+", metavar="CODE", help="only these communes (codes of 2022)"
    )
    made.add_argument("--last-month", metavar="YYYY-MM", help="last month (default: 2026-10)")
    return made


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when the set is written, 2 with a message when it cannot be."""
    chosen = parser().parse_args(arguments)
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        write_exports(
            chosen.out_dir,
            seed=chosen.seed,
            communes=chosen.communes,
            last_month=chosen.last_month,
            progress=progress,
        )
    except DemoError as error:
        print(f"No demonstration data written: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        why = error.strerror or error
        print(
            f"No demonstration data written: {chosen.out_dir}: cannot be written ({why}).",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
