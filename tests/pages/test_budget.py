"""What a change costs the server and the wire: each page within its budget, and no budget loose.

`python -m tests.pages.costs` prints the table as it is measured; with -s this test does too.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.bench.main_pickers import MAIN_PICKERS
from tests.pages.costs import ROOT, Cost, written

LOOSE = 2  # so many times what is used: a budget above it holds nothing
BUDGET = {  # page: queries, values of figures, cells formatted one by one, bytes
    "home": Cost(0, 0, 74, 24_000),
    "overview": Cost(630, 0, 280, 77_000),
    "alerts": Cost(0, 0, 26, 20_000),
    "map": Cost(7, 3_600, 3_400, 150_000),
    "compare": Cost(7, 9_500, 1_700, 220_000),
    "communes": Cost(0, 0, 4, 16_000),
    "targets": Cost(33, 590, 1_300, 74_000),
    "verdict": Cost(33, 2_700, 1_700, 101_000),
    "forecast": Cost(26, 4_000, 1_800, 130_000),
    "assign": Cost(42, 8_000, 2_000, 180_000),
    "reach": Cost(47, 3_900, 400, 91_000),
    "backtest": Cost(0, 0, 3_000, 110_000),
    "load": Cost(0, 0, 42, 21_000),
    "quality": Cost(0, 3_600, 5_500, 190_000),
    "catalogue": Cost(0, 0, 8, 22_000),
    "sources": Cost(0, 0, 51, 24_000),
}


@pytest.fixture(scope="module")
def costs(demo_store) -> dict[str, Cost]:
    """What the second change of each page's main picker costs on the demonstration data."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.pages.costs", "--json"],
        cwd=ROOT,
        env={**os.environ, "DX_STORE": str(demo_store)},
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    found = {page: Cost(**cost) for page, cost in json.loads(done.stdout).items()}
    print(f"\n{written(found)}")
    return found


def test_every_page_has_a_budget():
    doors = {path.stem for path in (ROOT / "pages").glob("[a-z]*.py")} - {"leader"} | {"home"}
    assert BUDGET.keys() == MAIN_PICKERS.keys() == doors


@pytest.mark.parametrize("page", BUDGET)
def test_a_change_stays_within_the_budget(costs, page):
    over = {
        name: f"{used:,} of {allowed:,}"
        for name, (used, allowed) in _beside(costs[page], BUDGET[page]).items()
        if used > allowed
    }
    assert not over, f"{page} costs more than its budget"


@pytest.mark.parametrize("page", BUDGET)
def test_the_budget_is_tight(costs, page):
    loose = {
        name: f"{used:,} of {allowed:,}"
        for name, (used, allowed) in _beside(costs[page], BUDGET[page]).items()
        if allowed > LOOSE * used
    }
    assert not loose, f"{page} uses less than half: lower its budget"


def _beside(cost: Cost, budget: Cost) -> dict[str, tuple[int, int]]:
    return {name: (vars(cost)[name], most) for name, most in vars(budget).items()}
