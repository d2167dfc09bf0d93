"""Stopwatch and report of the benchmarks: a time, its floor in the same run, and their ratio.

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


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[str, float, float, str], None]:
    """Prints one result, with or without -s; times below a second in milliseconds."""

    def tell(what: str, measured: float, floor: float, unit: str = "s") -> None:
        ratio = f"ratio {measured / floor:.1f}"
        if unit == "s" and measured < 1:
            measured, floor, unit = 1000 * measured, 1000 * floor, "ms"
        form = ",.0f" if unit == "bytes" else ",.1f"
        with capsys.disabled():
            print(f"\n  {what}: {measured:{form}} {unit}, floor {floor:{form}} {unit}, {ratio}")

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
