"""The command that builds marts, and when two of its answers are equal."""

import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
MARTS = sorted(path.stem for path in (ROOT / "data" / "sql" / "mart").glob("*.sql"))
MARTS += ["mart_check", "mart_check_row"]
NEAR = 1e-9  # of doubles: sums come in another order


def built(*arguments: str) -> str:
    """Runs the command as a person does; returns what it says of its progress."""
    command = [sys.executable, "-m", "data.build", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stderr


def demand_equal(here: Path, there: Path, mart: str) -> None:
    """A mart in two directories: the same columns, types and rows, in any order of rows."""
    with duckdb.connect() as con:
        left, right = (con.read_parquet(f"{out / mart}/*.parquet") for out in (here, there))
        columns = list(zip(left.columns, map(str, left.types), strict=True))
        assert columns == list(zip(right.columns, map(str, right.types), strict=True)), mart
        doubles = [name for name, kind in columns if kind == "DOUBLE"]
        order = ", ".join([name for name, kind in columns if kind != "DOUBLE"] + doubles)
        ours, theirs = (one.order(order).df() for one in (left, right))
    assert len(ours) == len(theirs), mart
    for name, kind in columns:
        if kind == "DOUBLE":
            values = (frame[name].to_numpy(float) for frame in (ours, theirs))
            assert np.isclose(*values, rtol=NEAR, atol=0, equal_nan=True).all(), name
        else:
            pd.testing.assert_series_equal(ours[name], theirs[name], check_dtype=True)
