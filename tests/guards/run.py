"""Takes each guard away in turn, in a copy of the project, and demands that its tests fail.

`make test-guards`, or `python -m tests.guards.run WORD…` for the promises that hold these words.
A guard whose tests still pass is no promise; one whose tests cannot even begin proves nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.guards.guards import ROOT, Guard, guards

FAILED = 1  # how pytest ends when a test failed; 2 and more: it could not run them
MADE = ("build/boundaries", "static/boundaries")  # not in git, and not altered by tests


def main(words: list[str]) -> int:
    """How many guards were not missed by their tests."""
    begun = time.monotonic()
    chosen = [one for one in guards() if all(word in one.promise for word in words)]
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        copy = Path(folder)
        _copy(copy)
        tests = sorted({name for guard in chosen for name in guard.tests})
        if _pytest(copy, tests) != 0:
            print("With every guard in its place one of these fails:", *tests, sep="\n")
            return len(chosen)
        kept = [guard for guard in chosen if not _is_missed(copy, guard)]
    print(f"{len(chosen) - len(kept)} of {len(chosen)} guards are missed when they are away.")
    print(f"{time.monotonic() - begun:.0f} seconds.")
    return len(kept)


def _is_missed(copy: Path, guard: Guard) -> bool:
    path = copy / guard.file
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(guard.line, guard.without), "utf-8")
    try:
        passed = [name for name in guard.tests if _pytest(copy, [name]) != FAILED]
    finally:
        path.write_text(whole, "utf-8")
    print(
        f"{'NOT MISSED' if passed else 'missed':10}  {guard.promise}",
        *passed,
        sep="\n    ",
        flush=True,
    )
    return not passed


def _pytest(copy: Path, tests: Iterable[str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode


def _copy(to: Path) -> None:
    """What git knows of the project, as it lies there, and what was made for it."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    for name in MADE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, dirs_exist_ok=True)


if __name__ == "__main__":
    os.environ.pop("DX_STORE", None)
    sys.exit(main(sys.argv[1:]))
