"""Paces worked out by hand, and on the demonstration data against a plain loop."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from statistics import median

import numpy as np
import pytest
from scipy.stats import theilslopes

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.pace import months_left, needed, observed, pace
from kpis.store import connect

CATALOGUE = load()
NAN = float("nan")
NINETY = Target(2030, "", Confirmation.CONFIRMED, value=90)
OCTOBER = date(2026, 10, 1)


def test_months_are_left_after_the_month_of_the_day():
    assert months_left(OCTOBER, NINETY) == 50
    assert months_left(date(2030, 11, 30), NINETY) == 1
    assert months_left(date(2030, 12, 1), NINETY) == 0


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        (40, NINETY, Direction.UP, 1.0),  # 50 points in 50 months
        (0, NINETY, Direction.UP, 1.8),  # base 0
        (90, NINETY, Direction.UP, 0.0),  # at the very target
        (100, NINETY, Direction.UP, 0.0),  # already beyond it
        (100, replace(NINETY, value=95), Direction.DOWN, -0.1),  # less is better
        (0, replace(NINETY, value=0), Direction.UP, 0.0),  # a target of 0
        (5, replace(NINETY, value=None, min=4, max=6), Direction.RANGE, None),
    ],
)
def test_the_pace_needed(value, target, direction, expected):
    assert needed(value, OCTOBER, target, direction) == pytest.approx(expected)


def test_the_pace_observed_is_the_slope_of_theil_and_sen():
    random = np.random.default_rng(2025)
    for count in range(6, 13):
        values = np.cumsum(random.normal(1, 5, 12))
        values[random.permutation(12)[count:]] = NAN
        months = np.flatnonzero(~np.isnan(values))
        assert observed(list(values)) == theilslopes(values[months], months).slope


def test_after_its_year_nothing_can_be_asked():
    assert needed(40, date(2031, 1, 1), NINETY) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([10, 12, 14, 16, 18, 20], 2),
        ([10, 12, 14, 99, 18, 20], 2),  # one wrong month does not move it
        ([10, 12, NAN, 16, 18, 20, 22], 2),  # a month without reading between
        ([50] * 12, 0),
        ([0] * 12, 0),  # 0 → 0
        ([90, 88, 86, 84, 82, 80], -2),
        ([10, 12, 14, 16, 18], None),  # too few
        ([NAN] * 12, None),
    ],
)
def test_the_pace_observed(values, expected):
    assert observed(values) == (None if expected is None else pytest.approx(expected))


def test_the_demonstration_data(demo_store):
    kpi, period = CATALOGUE["online_service_users"], Period.parse("2026-10")
    with connect(demo_store) as con:
        found = pace(con, kpi, "commune", period).set_index("area_code")
        months = Period.between("month", date(2025, 11, 1), OCTOBER)
        readings = measure(con, kpi, "commune", months, "2025")
    assert len(found) == 57
    for area, row in found.iterrows():
        series = readings[readings["area_code"] == area]
        values = list(enumerate(series["value"]))
        slopes = [
            (b - a) / (m - n) for (n, a), (m, b) in combinations(values, 2) if a == a and b == b
        ]
        assert row["observed"] == pytest.approx(median(slopes))
        due, aim = int(row["target_year"]), row["target"]  # some communes have targets of their own
        if row["value"] < aim:
            assert row["needed"] == pytest.approx((aim - row["value"]) / (12 * (due - 2026) + 2))
            adults = series["denominator"].iloc[-1]
            assert 0 <= row["people_needed"] - row["needed"] / 100 * adults < 1


def test_of_the_next_target_that_is_due(demo_store):
    kpi = CATALOGUE["online_service_users"]
    with connect(demo_store) as con:
        (before,) = pace(con, kpi, "province", Period.parse("2025-06"))["target_year"]
        (after,) = pace(con, kpi, "province", Period.parse("2025-12"))["target_year"]
    assert (before, after) == (2025, 2030)


def test_of_the_target_of_a_year_that_is_asked_for(demo_store):
    kpi = CATALOGUE["online_service_users"]
    with connect(demo_store) as con:
        early = [pace(con, kpi, "province", Period.parse("2025-06"), year=y) for y in (2025, 2030)]
        over = pace(con, kpi, "province", Period.parse("2026-10"), year=2025)
        without = pace(con, kpi, "province", Period.parse("2026-10"), year=2027)
    for found, months, target in zip(early, (6, 66), (40, 80), strict=True):
        (row,) = found.to_dict("records")
        assert (row["target"], row["months_left"]) == (target, months)
        assert row["needed"] == pytest.approx(max(target - row["value"], 0) / months)
    assert early[0]["observed"].equals(early[1]["observed"])
    (row,) = over.to_dict("records")  # nothing can be asked of a year that is over
    assert row["needed"] is None and row["people_needed"] is None and row["observed"] > 0
    assert without.empty


def test_of_an_area_with_a_target_of_its_own_between_the_years(demo_store):
    """The next target of such a commune is its own of 2026; that of 2030 asks for less a month."""
    kpi, period = CATALOGUE["online_service_users"], Period.parse("2026-10")
    with connect(demo_store) as con:
        nearest = pace(con, kpi, "commune", period).set_index("area_code")
        of_2030 = pace(con, kpi, "commune", period, year=2030).set_index("area_code")
    own = nearest.index[nearest["target_year"] < 2030]
    assert len(own) and set(of_2030["target_year"]) == {2030}
    for area in own:
        row = of_2030.loc[area]
        assert row["needed"] == pytest.approx(max(row["target"] - row["value"], 0) / 50)
        assert row["needed"] != pytest.approx(nearest.loc[area, "needed"])


@pytest.mark.parametrize("kpi", ["digital_economy_share", "members_per_group"])
def test_a_yearly_indicator_and_a_range_have_no_pace(demo_store, kpi):
    with connect(demo_store) as con:
        assert pace(con, CATALOGUE[kpi], "province", Period.parse("2026-10")).empty
