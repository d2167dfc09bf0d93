"""Every KPI at every level, recomputed from the exports by other code than the SQL.

On the sample for all its periods; on the full demonstration exports for periods of every length,
in every vintage and across both changes of the units.
"""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.extent import extent
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from tests.kpis.conftest import SAMPLE
from tests.kpis.recompute import exports, units
from tests.kpis.recompute.engine import Facts, Rule, reading, sides
from tests.kpis.recompute.facts import every_kpi
from tests.kpis.recompute.population import Population
from tests.kpis.recompute.shares import Shares
from tests.sweep import some

CATALOGUE = load()
DEMO_PERIODS = [
    *("2024-08", "2024-09", "2025-06", "2025-07", "2026-10"),  # each side of a change
    *("2022-Q3", "2024-Q3", "2025-H2", "2024", "2025"),
]
NUMBERS = ["numerator", "denominator", "value"]
COLUMNS = [
    *("period", "vintage", "area_code", *NUMBERS),
    *("missing_reason", "comparability", "units_reported", "units_expected"),
]


@dataclass(frozen=True)
class Data:
    """The same exports twice: as marts, and as the two sides of every KPI by other code."""

    con: duckdb.DuckDBPyConnection
    kpis: dict[str, tuple[Facts, Rule]]
    shares: Shares
    last: str  # the last month
    open_from: str  # the first month whose reports are not due yet


def recomputed(con: duckdb.DuckDBPyConnection, directory: Path, last: str, open_from: str) -> Data:
    population = Population(directory)
    return Data(con, every_kpi(directory, population), Shares(population), last, open_from)


@pytest.fixture(scope="module")
def sample(sample_marts) -> Data:
    return recomputed(sample_marts, SAMPLE, "2025-08", "2025-08")


@pytest.fixture(scope="module")
def demo(demo_store, demo_exports):
    with connect(demo_store) as con:
        yield recomputed(con, demo_exports, "2026-10", "2026-11")


@pytest.mark.sweep
def test_every_kpi_of_the_catalogue_is_recomputed(sample, demo):
    assert set(sample.kpis) == set(demo.kpis) == set(CATALOGUE)
    assert len(CATALOGUE) == 37


@pytest.mark.parametrize("which", ["sample", pytest.param("demo", marks=pytest.mark.sweep)])
def test_the_data_end_where_the_recompute_ends_them(which, request):
    data = request.getfixturevalue(which)
    assert f"{extent(data.con).last_month:%Y-%m}" == data.last


@pytest.mark.parametrize("kpi", some(CATALOGUE, 12))
def test_the_sample_in_all_its_periods(sample, kpi):
    reach = extent(sample.con)
    periods = [
        period
        for kind in ("month", "quarter", "half", "year")
        for period in Period.between(kind, reach.first_month, reach.last_month)
    ]
    assert len(periods) == 33 + 12 + 7 + 4
    equal(sample, kpi, periods, units.VINTAGES)


@pytest.mark.sweep
@pytest.mark.parametrize("kpi", some(CATALOGUE, 6))
def test_the_demonstration_data_in_every_vintage_and_across_its_changes(demo, kpi):
    periods = [Period.parse(code) for code in DEMO_PERIODS]
    equal(demo, kpi, periods, (None, *units.VINTAGES))


@pytest.mark.sweep
def test_what_the_recompute_leaves_out_is_what_was_set_aside(demo, demo_exports):
    set_aside = demo.con.execute("select export, line from mart_reject").fetchall()
    left_out = [
        (name, line)
        for (directory, name), lines in exports.LEFT_OUT.items()
        if directory == demo_exports
        for line in lines
    ]
    assert sorted(left_out) == sorted(set_aside)
    assert left_out


def equal(data: Data, kpi: str, periods: list[Period], vintages) -> None:
    """Demands that `measure` and the recompute say the same of every area, at every level."""
    facts, rule = data.kpis[kpi]
    periods = sorted(periods, key=lambda period: (period.first_month, period.code))
    months = {p.code: [f"{month:%Y-%m}" for month in p.months] for p in periods}
    known = {code: sides(facts, rule, months[code], data.last) for code in months}
    for level, vintage in product(CATALOGUE[kpi].levels, vintages):
        expected = []
        for code, (base, both) in known.items():
            view, source = vintage or base, facts.source_level
            shown = (level, view, months[code], data.open_from, data.shares)
            one = reading(rule, source, base, both, *shown)
            expected += [(code, view, area, *one[area]) for area in units.codes(level, view)]
        # What is hidden is what `measure` found before: other tests say which cells those are.
        frame = measure(data.con, CATALOGUE[kpi], level, periods, vintage, hides=False)
        same(f"{kpi}, {level}, seen on {vintage}", frame, expected)


def same(of: str, frame: pd.DataFrame, expected: list[tuple]) -> None:
    """Compares the frame of `measure` with rows of the recompute, column by column."""
    for name, right in zip(COLUMNS, zip(*expected, strict=True), strict=True):
        if name in NUMBERS:
            left = frame[name].to_numpy(float)
            wrong = ~np.isclose(left, np.array(right, float), rtol=1e-9, atol=0, equal_nan=True)
        elif (left := frame[name].tolist()) == list(right):
            continue
        else:
            wrong = np.array([a != b for a, b in zip(left, right, strict=True)])
        if wrong.any():
            at = int(np.argmax(wrong))
            row = tuple(frame[COLUMNS].iloc[at])
            pytest.fail(f"{of}: {wrong.sum()} × {name}, first\n{row} measured\n{expected[at]}")
