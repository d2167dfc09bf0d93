"""Paths, gaps and statuses: each case worked out by hand and named for what it shows."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.catalogue.kpi import Target
from kpis.catalogue.path_shape import Course, Point
from kpis.catalogue.vocabulary import Confirmation, Direction, Shape, Unit
from kpis.periods import Period
from kpis.progress.paths import gap, path_value, range_path, status

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
    course = Course(
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
        course,
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
