"""Every mart of the demonstration data, 1.4 million activities, on two workers of Spark and here.

Kept by its name from `make test`, as the benchmarks are: `make scale` runs it.
"""

import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from data.store.snapshot import current

ROOT = Path(__file__).parents[2]
MASTER = "local-cluster[2,1,1500]"
MARTS = sorted(path.stem for path in (ROOT / "data" / "sql" / "mart").glob("*.sql"))
MARTS += ["mart_check", "mart_check_row"]
NEAR = 1e-9  # of doubles: sums come in another order


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


def built(*arguments: str) -> str:
    """Runs the command as a person does; returns what it says of its progress."""
    command = [sys.executable, "-m", "data.build", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stderr


def test_both_wrote_the_same_marts_and_no_other(here, on_spark):
    left, right = ({path.name for path in out.glob("mart_*")} for out in (here, on_spark))
    assert left == right == set(MARTS)


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_is_equal_row_for_row(here, on_spark, mart):
    with duckdb.connect() as con:
        left, right = (con.read_parquet(f"{out / mart}/*.parquet") for out in (here, on_spark))
        columns = list(zip(left.columns, map(str, left.types), strict=True))
        assert columns == list(zip(right.columns, map(str, right.types), strict=True))
        doubles = [name for name, kind in columns if kind == "DOUBLE"]
        order = ", ".join([name for name, kind in columns if kind != "DOUBLE"] + doubles)
        ours, theirs = (one.order(order).df() for one in (left, right))
    assert len(ours) == len(theirs)
    for name, kind in columns:
        if kind == "DOUBLE":
            values = (frame[name].to_numpy(float) for frame in (ours, theirs))
            assert np.isclose(*values, rtol=NEAR, atol=0, equal_nan=True).all(), name
        else:
            pd.testing.assert_series_equal(ours[name], theirs[name], check_dtype=True)


def test_what_is_no_snapshot_is_refused_in_a_line(tmp_path):
    command = [sys.executable, "-m", "data.build", "--engine", "spark", "--master", "local[1]"]
    places = ["--in", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "is no directory of a snapshot" in done.stderr and "Traceback" not in done.stderr
