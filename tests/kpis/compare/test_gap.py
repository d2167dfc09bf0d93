"""What would close a gap: the people to be won, worked out by hand."""

from itertools import combinations

import pytest

from kpis.catalogue.catalogue import load
from kpis.compare.gap import gap, median
from kpis.errors import KpiError
from tests.kpis.compare.frames import readings

UP, DOWN = load()["online_service_users"], load()["residents_per_group"]
UNITS = {"A": (10, 100), "B": (60, 200), "C": (30, 50), "D": (80, 100), "E": None}


def test_who_reaches_the_median_lifts_the_whole():
    rows = readings(UNITS)
    assert median(rows) == 45  # of 10, 30, 60 and 80
    found = gap(rows, UP, 45, goal=50)
    assert found.now == 40  # 180 of 450
    # A lacks 45 − 10 of 100, B 90 − 60 of 200
    assert found.units[["area_code", "won"]].values.tolist() == [["A", 35], ["B", 30]]
    assert found.units["then"].tolist() == pytest.approx([21500 / 450, 24500 / 450])
    assert (found.smallest, found.then) == (2, pytest.approx(24500 / 450))
    assert found.missing == ("Xã E",)


def test_the_goal_may_be_reached_today_by_some_or_by_none():
    rows = readings(UNITS)
    assert gap(rows, UP, 45, goal=40).smallest == 0
    assert gap(rows, UP, 45, goal=47).smallest == 1
    assert gap(rows, UP, 45, goal=60).smallest is None
    assert gap(rows, UP, 45).smallest is None


def test_no_other_set_of_fewer_units_does():
    rows = readings({c: (n * 7 % 31, 40 + n * 13 % 50) for n, c in enumerate("ABCDEFGH", 1)})
    found = gap(rows, UP, 45, goal=40)
    assert found.smallest and found.now < 40
    needed = 40 * rows["denominator"].sum() / 100 - rows["numerator"].sum()
    fewer = combinations(found.units["won"], found.smallest - 1)
    assert max(map(sum, fewer)) < needed


def test_people_are_whole_and_less_is_better_where_it_is():
    found = gap(readings({"A": (1, 3), "B": (9, 10)}), UP, 50)
    assert found.units["won"].tolist() == [1]  # half a person more would be enough
    found = gap(readings({"A": (900, 2), "B": (500, 2)}, scale=1), DOWN, 300, goal=310)
    assert found.units[["area_code", "won"]].values.tolist() == [["A", 300]]
    assert (found.now, found.then, found.smallest) == (350, 275, 1)


def test_what_has_no_gap_is_refused():
    with pytest.raises(KpiError, match="a range"):
        gap(readings(UNITS), load()["members_per_group"], 45)
    with pytest.raises(KpiError, match="No unit"):
        gap(readings({"A": None}), UP, 45)
    with pytest.raises(KpiError, match="must be a number"):
        gap(readings(UNITS), UP, float("nan"))
