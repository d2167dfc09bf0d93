"""Every mart of the demonstration data, 1.4 million activities, on two workers of Spark and here.

Kept by its name from `make test`, as the benchmarks are: `make scale` runs it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from data.store.snapshot import current
from tests.scale.equal import MARTS, ROOT, built, demand_equal

MASTER = "local-cluster[2,1,1500]"


@pytest.fixture(scope="module")
def source(demo_store) -> Path:
    return current(demo_store).directory


@pytest.fixture(scope="module")
def here(source, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("here")
    built("--in", str(source), "--out", str(out))
    return out


@pytest.fixture(scope="module")
def on_spark(source, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("on-spark")
    engine = ("--engine", "spark", "--master", MASTER)
    print(built(*engine, "--in", str(source), "--out", str(out)))
    return out


def test_both_wrote_the_same_marts_and_no_other(here, on_spark):
    left, right = ({path.name for path in out.glob("mart_*")} for out in (here, on_spark))
    assert left == right == set(MARTS)


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_is_equal_row_for_row(here, on_spark, mart):
    demand_equal(here, on_spark, mart)


def test_what_is_no_snapshot_is_refused_in_a_line(tmp_path):
    command = [sys.executable, "-m", "data.build", "--engine", "spark", "--master", "local[1]"]
    places = ["--in", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "is no directory of a snapshot" in done.stderr and "Traceback" not in done.stderr
