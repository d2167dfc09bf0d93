"""Paths, gaps and statuses: each case worked out by hand and named for what it shows."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.path_shape import Course, Point
from kpis.catalogue.vocabulary import Confirmation, Direction, Shape, Unit
from kpis.errors import KpiError
from kpis.periods import Period
from kpis.progress.pace import needed, observed
from kpis.progress.paths import gap, is_met, path_value, range_path, status
from kpis.progress.verdict import people
from kpis.whatif.course import Others, course, fastest_quarter, first_reached, paces, positions
from kpis.whatif.sharing import Method, rounded, shared, total

BASE_DATE = date(2022, 12, 31)


def cases(name):
    """The rows of a CSV beside this file, each under its name."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["name"]) for row in csv.DictReader(file)]


def number(text):
    """A cell that may be empty."""
    return float(text) if text else None


def end(month):
    """The last day of a month such as 2024-12."""
    return Period.parse(month).end


@pytest.mark.parametrize("case", cases("paths.csv"))
def test_the_path(case):
    targets = {year: number(case[f"target_{year}"]) for year in (2025, 2030)}
    path = path_value(
        float(case["base"]),
        end(case["base_month"]),
        {year: value for year, value in targets.items() if value is not None},
        end(case["month"]),
        Direction(case["direction"]),
    )
    expected = number(case["path"])
    assert path is None if expected is None else path == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("case", cases("courses.csv"))
def test_a_path_that_is_not_straight(case):
    points = [part.split("=") for part in case["points"].split()]
    way = Course(
        Shape(case["shape"]),
        tuple(Point(Period.parse(month).first_month, float(v), "test") for month, v in points),
    )
    targets = {year: number(case[f"target_{year}"]) for year in (2025, 2030)}
    path = path_value(
        float(case["base"]),
        end("2022-12"),
        {year: value for year, value in targets.items() if value is not None},
        end(case["month"]),
        Direction(case["direction"]),
        way,
    )
    assert path == pytest.approx(number(case["path"]), abs=5e-5)


def test_an_s_curve_is_slow_at_both_ends_and_the_same_both_ways():
    way = Course(Shape.S_CURVE).way
    # L(1/4) = 1 / (1 + e²) = 0.119203, L(0) = 1 / (1 + e⁴) = 0.017986, L(1) = 0.982014
    assert way(0.25) == pytest.approx((0.119203 - 0.017986) / (0.982014 - 0.017986), abs=1e-6)
    assert (way(0), way(0.5), way(1)) == (0, pytest.approx(0.5), 1)
    for time in (0.1, 0.25, 0.4):
        assert way(time) + way(1 - time) == pytest.approx(1)
    steps = [way((month + 1) / 36) - way(month / 36) for month in range(36)]
    assert min(steps) > 0 and max(steps) == max(steps[17:19])


SHARES = st.floats(0, 100)


@given(SHARES, SHARES, SHARES, st.integers(0, 10 * 12), st.sampled_from(Shape))
def test_a_path_never_leaves_what_lies_between_base_and_targets(base, first, last, months, shape):
    day = date(2022 + months // 12, months % 12 + 1, 28)
    goals = {2025: first, 2030: last}
    path = path_value(base, date(2022, 1, 31), goals, day, course=Course(shape))
    assert min(base, first, last) - 1e-9 <= path <= max(base, first, last) + 1e-9


@given(SHARES, SHARES, SHARES, st.sampled_from([Direction.UP, Direction.DOWN]))
def test_a_path_never_sinks_below_what_was_reached(base, first, last, direction):
    sign = -1 if direction is Direction.DOWN else 1
    goals, days = (
        {2025: first, 2030: last},
        [date(2022 + m // 12, m % 12 + 1, 28) for m in range(120)],
    )
    way = [sign * path_value(base, date(2022, 1, 31), goals, day, direction) for day in days]
    assert all(now >= before - 1e-9 for before, now in pairwise(way))
    assert way[-1] == sign * last


NOT_NUMBERS = [float("nan"), float("inf"), -float("inf")]
NINETY = Target(2030, "test", Confirmation.CONFIRMED, value=90)
FOUR_TO_SIX = Target(2030, "test", Confirmation.CONFIRMED, min=4, max=6)
KPI = load()["online_dossier_share"]
ASKED = {  # what is asked with something that is no number
    "path from a base": lambda x: path_value(x, BASE_DATE, {2030: 90}, BASE_DATE),
    "path to a target": lambda x: path_value(60, BASE_DATE, {2030: x}, BASE_DATE),
    "gap of a value": lambda x: gap(x, 70),
    "gap to a path": lambda x: gap(70, x),
    "is met": lambda x: is_met(x, NINETY),
    "is met in a range": lambda x: is_met(x, FOUR_TO_SIX, Direction.RANGE),
    "point of a range": lambda x: range_path(x, FOUR_TO_SIX),
    "status of a value": lambda x: status(x, NINETY, 0, BASE_DATE),
    "status of a gap": lambda x: status(70, NINETY, x, BASE_DATE),
    "status from a base": lambda x: status(70, NINETY, 0, BASE_DATE, base=x),
    "pace needed": lambda x: needed(x, BASE_DATE, NINETY),
    "people of a distance": lambda x: people(x, 100, KPI),
    "people of a denominator": lambda x: people(1, x, KPI),
    "position": lambda x: positions([x], [1], 1, Unit.PERCENT),
    "course by weights": lambda x: course([50, 60], [1, x], [1, 1], 1, Unit.PERCENT),
    "pace of the chosen": lambda x: paces([1], [True], x, Others.STILL, Direction.UP),
    "first reached": lambda x: first_reached([x], 90, Direction.UP),
    "shared target": lambda x: shared([50], [100], x, Method.POINTS, Unit.PERCENT),
    "rounded target": lambda x: rounded([50], [60], [100], x),
}


@pytest.mark.parametrize("wrong", NOT_NUMBERS, ids=str)
@pytest.mark.parametrize("name", ASKED)
def test_what_is_no_number_is_refused(name, wrong):
    with pytest.raises(KpiError, match="must be a number"):
        ASKED[name](wrong)


def test_nan_is_a_missing_value_in_series_and_infinity_is_refused():
    nan, inf = NOT_NUMBERS[:2]
    assert observed([1, 2, nan, 4, 5, 6, 7]) == pytest.approx(1)
    assert total([50, nan], [1, nan]) == 50
    for wrong in (
        lambda: observed([1, 2, inf, 4, 5, 6, 7]),
        lambda: total([50, inf], [1, 1]),
        lambda: shared([50, inf], [1, 1], 80, Method.POINTS, Unit.PERCENT),
        lambda: fastest_quarter([1, inf], Direction.UP),
        lambda: paces([inf], [True], 1, Others.STILL, Direction.UP),
    ):
        with pytest.raises(KpiError, match="must be a number"):
            wrong()


@pytest.mark.parametrize("case", cases("statuses.csv"))
def test_the_status(case):
    asked = case["target_year"] and Target(
        int(case["target_year"]),
        "test",
        Confirmation.CONFIRMED,
        value=number(case["target"]),
        min=number(case["min"]),
        max=number(case["max"]),
    )
    found = status(
        number(case["value"]),
        asked or None,
        number(case["gap"]),
        end(case["month"]),
        Unit(case["unit"]),
        Direction(case["direction"]),
        number(case["base"]),
    )
    assert found == case["status"]


def test_a_gap_is_negative_when_behind_whichever_way_is_better():
    assert gap(70, 75) == -5
    assert gap(70, 75, Direction.DOWN) == 5
    assert gap(7, 6, Direction.RANGE) == -1
    assert gap(3.5, 4, Direction.RANGE) == -0.5
    assert gap(5, 5, Direction.RANGE) == 0


@pytest.mark.parametrize(("value", "nearest"), [(3, 4), (4, 4), (4.89, 4.89), (6, 6), (7, 6)])
def test_the_path_of_a_range_is_its_nearest_point(value, nearest):
    target = Target(2025, "test", Confirmation.CONFIRMED, min=4, max=6)
    assert range_path(value, target) == nearest


def test_the_published_test_vector():
    day = end("2024-12")
    assert gap(72, path_value(60, BASE_DATE, {2025: 80}, day)) == pytest.approx(-4 / 3)
