"""Stopwatch and report of the benchmarks: a time, its floor in the same run, and their ratio.

Every result that is told goes to build/bench.json and BENCHMARKS.md when the run is over.

A time alone says little: machines differ, and one machine differs from hour to hour. The floor is
the least work that any program would have to do, measured in the same minute.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data.demo import write_exports
from data.publish.directory import publish
from data.store.snapshot import current
from kpis.catalogue.catalogue import Catalogue, load
from tests.bench.results import Result, amount, goals, keep, load_of_others, result


@dataclass(frozen=True)
class Made:
    """Exports and a store that were made in this run, and how many seconds each took."""

    exports: Path
    store: Path
    generation_seconds: float
    publish_seconds: float


def best(call: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs in seconds: what disturbs a run can only make it longer."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


@pytest.fixture(scope="session")
def stopwatch() -> Callable[..., float]:
    """`best`, for the benchmarks: they cannot import from one another."""
    return best


@pytest.fixture(scope="session")
def results() -> Iterator[tuple[list[Result], set[str]]]:
    """What was told in this run and which tests told it; kept when the run is over."""
    new: list[Result] = []
    ran: set[str] = set()
    yield new, ran
    if new:
        keep(new, ran)


@pytest.fixture(scope="session")
def busy() -> float:
    """How many other processes were at work when the run began."""
    return load_of_others()


@pytest.fixture
def told(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    results: tuple[list[Result], set[str]],
    busy: float,
) -> Callable[..., None]:
    """Prints one result, with or without -s, beside its floor and its goal, and keeps it.

    `told(what, measured, floor, unit)`: both in `unit` ("s" or "bytes"); no floor where there is
    none. The goal is the one that goals.toml has under the name `what`.
    """
    new, ran = results
    test = request.node.nodeid

    def tell(what: str, measured: float, floor: float | None = None, unit: str = "s") -> None:
        one = result(what, measured, floor, unit, test, busy)
        new.append(one)
        ran.add(test)
        said = [amount(measured, unit)]
        if one.floor is not None and one.ratio is not None:
            said += [f"floor {amount(one.floor, unit)}", f"ratio {one.ratio:.2f}"]
        if goal := goals().get(what):
            most = f"{goal.most:g} ×" if goal.of == "ratio" else amount(goal.most, goal.unit)
            said.append(f"goal {most} {'met' if goal.is_met(one) else 'MISSED'}")
        with capsys.disabled():
            print(f"\n  {what}: {', '.join(said)}")

    return tell


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The full demonstration exports, written and published once and timed on the way."""
    base = tmp_path_factory.mktemp("bench")
    generation = best(lambda: write_exports(base / "exports"), times=1)
    publishing = best(lambda: publish(base / "exports", base / "store"), times=1)
    return Made(base / "exports", base / "store", generation, publishing)


@pytest.fixture
def marts(made: Made) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published marts, as a page opens them."""
    snapshot = current(made.store)
    assert snapshot is not None
    with snapshot.connect() as con:
        yield con


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """All KPIs."""
    return load()
