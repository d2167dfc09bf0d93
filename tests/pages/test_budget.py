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
from tests.sweep import some

LOOSE = 2  # so many times what is used: a budget above it holds nothing
GROWING = {"load", "audit"}  # as long as the history of the store that is copied
BUDGET = {  # page: queries, values of figures, cells formatted one by one, bytes
    "map": Cost(0, 1_500, 3_100, 45_000),
    "home": Cost(0, 0, 3, 9_500),
    "overview": Cost(0, 0, 220, 94_000),
    "alerts": Cost(0, 0, 10, 12_000),
    "compare": Cost(0, 3_400, 1_600, 69_000),
    "analysis": Cost(0, 0, 2_500, 30_000),
    "communes": Cost(0, 0, 5, 9_800),
    "network": Cost(4, 970, 2_600, 130_000),
    "difficulties": Cost(3, 990, 2_600, 102_000),
    "group": Cost(4, 0, 550, 24_000),
    "effect": Cost(0, 660, 290, 35_000),
    "targets": Cost(0, 590, 1_200, 51_000),
    "verdict": Cost(3, 360, 1_500, 63_000),
    "forecast": Cost(3, 1_400, 1_500, 87_000),
    "assign": Cost(7, 1_100, 2_000, 99_000),
    "reach": Cost(15, 1_300, 400, 58_000),
    "backtest": Cost(0, 0, 1_010, 13_000),
    "meetings": Cost(0, 0, 3, 8_800),
    "decisions": Cost(0, 0, 3, 7_700),
    "documents": Cost(0, 0, 3, 11_000),
    "present": Cost(0, 0, 0, 7_400),
    "load": Cost(0, 0, 110, 9_900),
    "fair": Cost(0, 680, 4_400, 116_000),
    "quality": Cost(0, 980, 4_600, 83_000),
    "catalogue": Cost(0, 0, 11, 9_400),
    "explain": Cost(13, 0, 92, 27_000),
    "sources": Cost(0, 0, 52, 8_800),
    "work": Cost(4, 1_500, 3_200, 60_000),
    "accounts": Cost(0, 0, 3, 7_700),
    "sql": Cost(0, 0, 3, 12_000),
    "audit": Cost(0, 0, 60, 10_500),  # a page of fifty entries
    "guide": Cost(0, 0, 3, 7_200),
}


@pytest.fixture(scope="module")
def costs(demo_store, request) -> dict[str, Cost]:
    """What the second change of a page's main picker costs on the demonstration data.

    Of the pages that this run asks for, after home: the first page of a process reads what all
    others read too.
    """
    here = [item for item in request.session.items if item.path == request.path]
    pages = {item.callspec.params["page"] for item in here if hasattr(item, "callspec")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.pages.costs", "--json", "home", *sorted(pages)],
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


@pytest.mark.parametrize("page", some(BUDGET, 99))
def test_a_change_stays_within_the_budget(costs, page):
    over = {
        name: f"{used:,} of {allowed:,}"
        for name, (used, allowed) in _beside(costs[page], BUDGET[page]).items()
        if used > allowed
    }
    assert not over, f"{page} costs more than its budget"


@pytest.mark.parametrize("page", some([page for page in BUDGET if page not in GROWING], 99))
def test_the_budget_is_tight(costs, page):
    loose = {
        name: f"{used:,} of {allowed:,}"
        for name, (used, allowed) in _beside(costs[page], BUDGET[page]).items()
        if allowed > LOOSE * used
    }
    assert not loose, f"{page} uses less than half: lower its budget"


def _beside(cost: Cost, budget: Cost) -> dict[str, tuple[int, int]]:
    return {name: (vars(cost)[name], most) for name, most in vars(budget).items()}
