"""Publish a directory of exports as a new snapshot, or leave everything as it was.

Command line: python -m data.publish EXPORTS_DIR [--store DIR]
"""

import argparse
import sys
import time
from contextlib import suppress
from pathlib import Path

import duckdb

from data import housekeeping
from data.generation import Published, next_generation
from data.lock import BusyError, locked
from data.refusal import Bilingual, RefusedError
from data.snapshot import snapshots_directory, store_directory
from data.warehouse import UNITS_CSV, Progress

__all__ = ["BusyError", "Published", "RefusedError", "publish"]


def publish(
    exports_dir: Path,
    store: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
) -> Published:
    """Build, check and publish the exports of a directory; readers go on reading meanwhile.

    RefusedError when the exports cannot be used or the disk is full: the last snapshot stays and
    LAST_FAILURE.json says why. BusyError when another publish is running.
    """
    exports_dir, store = Path(exports_dir), Path(store)
    try:
        snapshots_directory(store).mkdir(parents=True, exist_ok=True)
        with locked(store):
            try:
                return next_generation(exports_dir, store, units_csv, progress)
            except RefusedError as refused:
                housekeeping.note(store, refused)
                raise
            except duckdb.Error as error:
                raise _not_built(store, exports_dir, error) from error
    except OSError as error:
        full = housekeeping.full(store, error.strerror or str(error))
        with suppress(OSError):
            housekeeping.note(store, full)
        raise full from error


def _not_built(store: Path, exports_dir: Path, error: duckdb.Error) -> RefusedError:
    if isinstance(error, duckdb.IOException) or "Could not write" in str(error):
        refused = housekeeping.full(store, str(error))
    else:
        refused = RefusedError(
            exports_dir,
            Bilingual(f"không dựng được kho dữ liệu: {error}", f"could not be built: {error}"),
            Bilingual(
                "Hãy chạy lại; nếu vẫn lỗi, gửi thông báo này cho người bảo trì.",
                "Run it again; if it fails again, send this message to the maintainers.",
            ),
        )
    housekeeping.note(store, refused)
    return refused


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
