"""Takes each guard away in turn, in a copy of the project, and demands that its tests fail.

`make test-guards`, or `python -m tests.guards.run WORD…` for the promises that hold these words.
A guard whose tests still pass is no promise; one whose tests cannot even begin proves nothing.

So that the whole takes minutes: each processor has a copy and works through the list, a guard's
tests run together in a process that was forked when the libraries were read, without the cases of a
sweep where the others fail, and of a test with many cases the first that fails is enough.
"""

import importlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import pytest

from data.store.snapshot import CURRENT, current
from tests.guards.guards import ROOT, Guard, guards
from tests.sweep import QUICK

# Not in git, and not altered by tests.
MADE = ("build/boundaries", "build/demo", "build/demo.sha256", "static/boundaries")
OURS = ("data", "geo", "kpis", "pages", "tests")
# Read once; nothing of ours is among them, which a guard could be taken from.
LIBRARIES = ("streamlit.testing.v1", "streamlit.web.server.starlette", "pandas", "plotly", "duckdb")
LIBRARIES += ("sqlalchemy", "hypothesis", "pyarrow", "scipy", "alembic", "argon2", "xlsxwriter")
ONCE = "MADE_ONCE"  # where tests/conftest.py makes what several runs share
# What the stores of tests are not made anew for: nothing of pages/ makes them, and what is hidden
# is asked of a store that hides.
SHARING = ("pages/", "kpis/measure/suppress/relation.py")


class Outcomes:
    """What became of tests: which failed, which were tried. A plugin of pytest."""

    def __init__(self) -> None:
        self.failed, self.tried = set[str](), set[str]()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Passes over the further cases of a test that has failed."""
        if _without_case(item.nodeid) in self.failed:
            pytest.skip("another case of it failed")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes in how a test went."""
        self.tried.add(_without_case(report.nodeid))
        if report.failed:
            self.failed.add(_without_case(report.nodeid))


def main(words: list[str]) -> int:
    """How many guards were not missed by their tests."""
    begun = time.monotonic()
    chosen = [one for one in guards() if all(word in one.promise for word in words)]
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        os.environ[ONCE] = f"{folder}/made"
        copies = [Path(folder) / f"copy-{number}" for number in range(os.cpu_count() or 1)]
        for copy in copies:
            _copy(copy)
        tests = sorted({name for guard in chosen for name in guard.tests})
        if lacking := sorted({*tests} - _outcomes(copies[0], tests, "passed")):
            print("With every guard in its place these do not pass:", *lacking, sep="\n")
            print((copies[0] / "output").read_text("utf-8", "replace")[-4000:])
            return len(chosen)
        kept = _taken_away(copies, chosen)
    print(f"{len(chosen) - kept} of {len(chosen)} guards are missed when they are away.")
    print(f"{time.monotonic() - begun:.0f} seconds.")
    return kept


def _taken_away(copies: Sequence[Path], chosen: Sequence[Guard]) -> int:
    """How many of these guards were not missed: each copy takes the next one of the list."""
    fork = multiprocessing.get_context("fork")
    ahead, told = fork.Value("i", 0), fork.SimpleQueue()

    def work(copy: Path) -> None:
        while True:
            with ahead.get_lock():
                at, ahead.value = ahead.value, ahead.value + 1
            if at >= len(chosen):
                return
            try:
                told.put(_passed(copy, chosen[at]))
            except Exception:  # what is told of no guard would be waited for
                told.put((chosen[at].promise, [traceback.format_exc()], 0.0))

    working = [fork.Process(target=work, args=(copy,)) for copy in copies]
    for one in working:
        one.start()
    kept = 0
    for _ in chosen:
        promise, passed, seconds = told.get()
        kept += bool(passed)
        said = "NOT MISSED" if passed else "missed"
        print(f"{said:10} {seconds:4.0f} s  {promise}", *passed, sep="\n    ", flush=True)
    for one in working:
        one.join()
    return kept


def _passed(copy: Path, guard: Guard) -> tuple[str, list[str], float]:
    """A promise, which of its tests do not fail without the guard, and the seconds that took."""
    begun, path = time.monotonic(), copy / guard.file
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(guard.line, guard.without), "utf-8")
    if not guard.file.startswith(SHARING):
        os.environ[ONCE] = str(copy / "made")
    try:
        failed = _outcomes(copy, guard.tests, "failed")
        if left := [name for name in guard.tests if name not in failed]:
            failed |= _outcomes(copy, left, "failed", "")  # by a case of a sweep, maybe
    finally:
        path.write_text(whole, "utf-8")
        shutil.rmtree(copy / "made", ignore_errors=True)
        os.environ[ONCE] = str(copy.parent / "made")
    left = [name for name in guard.tests if name not in failed]
    return guard.promise, left, time.monotonic() - begun


def _outcomes(copy: Path, tests: Sequence[str], wanted: str, marks: str = QUICK) -> set[str]:
    """Which of these tests of a copy passed, or failed; neither is one that could not begin.

    `marks` are pytest's option -m.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:  # whatever happens, nothing of the parent's is done in it
            os.close(reading)
            os.write(writing, "\n".join(_tried(copy, tests, wanted, marks)).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        found = told.read().splitlines()
    os.waitpid(child, 0)
    return {*found}


def _tried(copy: Path, tests: Sequence[str], wanted: str, marks: str) -> list[str]:
    """The same, in a process of its own, which has read nothing of ours from elsewhere yet."""
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if Path(path or ROOT) != ROOT)]
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    output = os.open(copy / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    outcomes = Outcomes()
    options = ["-q", "-m", marks, "-p", "no:cacheprovider", "-p", "no:xdist"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of what was read before
    pytest.main([*options, *tests], [outcomes])
    of = outcomes.failed if wanted == "failed" else outcomes.tried - outcomes.failed
    return [name for name in tests if name in of or any(one.startswith(f"{name}::") for one in of)]


def _without_case(name: str) -> str:
    return name.partition("[")[0]


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
        elif (ROOT / name).is_file():
            shutil.copy(ROOT / name, to / name)
    if (served := current(ROOT / "store")) is not None:  # made from nothing it takes minutes
        shutil.copytree(served.directory, to / served.directory.relative_to(ROOT))
        shutil.copy(ROOT / "store" / CURRENT, to / "store")


if __name__ == "__main__":
    os.environ.pop("DX_STORE", None)
    sys.exit(main(sys.argv[1:]))
