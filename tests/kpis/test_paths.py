"""Paths, gaps and statuses: each case worked out by hand and named for what it shows."""

from datetime import date

import pytest

from kpis.kpi import Target
from kpis.paths import (
    compound_growth_ratio,
    gap,
    growth_rating,
    path_value,
    range_path,
    status,
)
from kpis.vocabulary import Confirmation, Direction, Unit

BASE_DATE = date(2022, 12, 31)
BOTH = {2025: 80.0, 2030: 95.0}


def at(year, month=12):
    """A day in a month: dates count as their month."""
    return date(year, month, 28)


def target(value=None, year=2025, **ends):
    """A target of a value, or of a range's ends."""
    return Target(year, "test", Confirmation.CONFIRMED, value=value, **ends)


PATHS = [  # name, base, targets, day, direction, path
    ("published test vector: 60 + 20 × 2/3", 60, {2025: 80}, at(2024), "up", 220 / 3),
    ("at the base", 60, BOTH, at(2022), "up", 60),
    ("half of the first stretch: 18 of 36 months", 60, BOTH, at(2024, 6), "up", 70),
    ("at the first target", 60, BOTH, at(2025), "up", 80),
    ("second stretch: 80 + 15 × 10/60", 60, BOTH, at(2026, 10), "up", 82.5),
    ("at the last target", 60, BOTH, at(2030), "up", 95),
    ("after the last target it stays", 60, BOTH, at(2033), "up", 95),
    ("only 2025 asked, seen later", 60, {2025: 80}, at(2027), "up", 80),
    ("only 2030 asked: 60 + 32 × 24/96", 60, {2030: 92}, at(2024), "up", 68),
    ("base beyond the target: hold the target", 90, BOTH, at(2024), "up", 80),
    ("… and from there on to the next: 80 + 15 × 1/5", 90, BOTH, at(2026), "up", 83),
    ("base beyond both targets: hold the last", 99, BOTH, at(2024), "up", 95),
    ("base beyond both targets, seen later", 99, BOTH, at(2028), "up", 95),
    ("base 0", 0, {2025: 30}, at(2023), "up", 10),
    ("0 → 0 is flat", 0, {2025: 0}, at(2024), "up", 0),
    ("base at 100 %", 100, {2025: 100, 2030: 100}, at(2026), "up", 100),
    ("down: 1000 − 400 × 12/36", 1000, {2025: 600}, at(2023), "down", 1000 - 400 / 3),
    ("down, base already below: hold the target", 500, {2025: 600}, at(2024), "down", 600),
    ("base after the first target's year: 70 + 25 × 12/48", 70, BOTH, at(2027), "up", 76.25),
    ("base after every target's year", 70, {2025: 80}, at(2027), "up", 80),
]
LATE_BASES = ("base after the first target's year", "base after every target's year")


@pytest.mark.parametrize(
    ("name", "base", "targets", "day", "direction", "path"), PATHS, ids=[p[0] for p in PATHS]
)
def test_the_path(name, base, targets, day, direction, path):
    base_date = at(2026) if name.startswith(LATE_BASES) else BASE_DATE
    assert path_value(base, base_date, targets, day, Direction(direction)) == pytest.approx(path)


def test_there_is_no_path_before_the_base_or_without_targets():
    assert path_value(60, BASE_DATE, BOTH, at(2022, 11)) is None
    assert path_value(60, BASE_DATE, {}, at(2024)) is None


def test_the_published_test_vector():
    day = at(2024)
    assert gap(72, path_value(60, BASE_DATE, {2025: 80}, day)) == pytest.approx(-4 / 3)
    ratio = compound_growth_ratio(60, BASE_DATE, 72, day, 80, 2025)
    assert round(ratio, 5) == 0.94836
    assert round(0.095445 / 0.100642, 3) == round(ratio, 3)
    assert growth_rating(ratio) == "moderate"


def test_a_gap_is_negative_when_behind_whichever_way_is_better():
    assert gap(70, 75) == -5
    assert gap(70, 75, Direction.DOWN) == 5
    assert gap(7, 6, Direction.RANGE) == -1
    assert gap(3.5, 4, Direction.RANGE) == -0.5
    assert gap(5, 5, Direction.RANGE) == 0


@pytest.mark.parametrize(("value", "nearest"), [(3, 4), (4, 4), (4.89, 4.89), (6, 6), (7, 6)])
def test_the_path_of_a_range_is_its_nearest_point(value, nearest):
    assert range_path(value, target(min=4, max=6)) == nearest


STATUSES = [  # name, value, target, gap, day, unit, direction, status
    ("nothing asked", 50, None, None, at(2024), "percent", "up", "no_target"),
    ("no value", None, target(80), None, at(2024), "percent", "up", "insufficient"),
    ("one observation only", 72, target(80), None, at(2024), "percent", "up", "insufficient"),
    (
        "one observation, though at the target",
        90,
        target(80),
        None,
        at(2024),
        "percent",
        "up",
        "insufficient",
    ),
    ("reached", 80, target(80), 6.7, at(2024), "percent", "up", "met"),
    (
        "reached but for rounding",
        100 * 0.8 - 1e-13,
        target(80),
        6,
        at(2024),
        "percent",
        "up",
        "met",
    ),
    ("reached late", 81, target(80), 1, at(2026), "percent", "up", "met"),
    (
        "fell below the target after its year",
        79,
        target(80),
        -1,
        at(2026),
        "percent",
        "up",
        "missed",
    ),
    (
        "below at the end of the year itself",
        79.9,
        target(80),
        -0.1,
        at(2025),
        "percent",
        "up",
        "missed",
    ),
    ("a month before the end", 79.9, target(80), 0.4, at(2025, 11), "percent", "up", "on_track"),
    ("exactly on the path", 70, target(80), 0, at(2024), "percent", "up", "on_track"),
    ("on the path but for rounding", 70, target(80), -1e-12, at(2024), "percent", "up", "on_track"),
    ("1.33 points behind", 72, target(80), -4 / 3, at(2024), "percent", "up", "slightly_behind"),
    ("5 points behind", 68.3, target(80), -5, at(2024), "percent", "up", "slightly_behind"),
    ("5.1 points behind", 68.2, target(80), -5.1, at(2024), "percent", "up", "behind"),
    (
        "4 % of the target behind",
        180,
        target(250),
        -10,
        at(2024),
        "per_1000",
        "up",
        "slightly_behind",
    ),
    ("6 % of the target behind", 175, target(250), -15, at(2024), "per_1000", "up", "behind"),
    ("down, reached", 590, target(600), 20, at(2024), "ratio", "down", "met"),
    (
        "down, 5 % of the target above the path",
        760,
        target(600),
        -30,
        at(2024),
        "ratio",
        "down",
        "slightly_behind",
    ),
    ("down, missed", 601, target(600), -1, at(2026), "ratio", "down", "missed"),
    ("within the range", 4.89, target(min=4, max=6), 0, at(2024), "ratio", "range", "met"),
    ("at an end of the range", 6, target(min=4, max=6), 0, at(2024), "ratio", "range", "met"),
    (
        "just above the range",
        6.1,
        target(min=4, max=6),
        -0.1,
        at(2024),
        "ratio",
        "range",
        "slightly_behind",
    ),
    ("below the range", 3.7, target(min=4, max=6), -0.3, at(2024), "ratio", "range", "behind"),
    (
        "out of the range after the year",
        3.9,
        target(min=4, max=6),
        -0.1,
        at(2026),
        "ratio",
        "range",
        "missed",
    ),
    ("0 of a target of 0", 0, target(0), 0, at(2024), "percent", "up", "met"),
    ("100 % held", 100, target(100, 2030), 0, at(2026), "percent", "up", "met"),
    (
        "100 % lost by a hair",
        99.9,
        target(100, 2030),
        -0.1,
        at(2026),
        "percent",
        "up",
        "slightly_behind",
    ),
]


@pytest.mark.parametrize(
    ("name", "value", "asked", "distance", "day", "unit", "direction", "expected"),
    STATUSES,
    ids=[s[0] for s in STATUSES],
)
def test_the_status(name, value, asked, distance, day, unit, direction, expected):
    assert status(value, asked, distance, day, Unit(unit), Direction(direction)) == expected


@pytest.mark.parametrize(
    ("name", "base", "value", "goal"),
    [
        ("a base of 0 has no rate", 0, 5, 30),
        ("0 → 0 is no deterioration", 0, 0, 30),
        ("a value of 0 has no rate", 10, 0, 30),
        ("no growth is required", 80, 85, 80),
    ],
)
def test_compound_growth_says_nothing_where_it_would_mislead(name, base, value, goal):
    assert compound_growth_ratio(base, BASE_DATE, value, at(2024), goal, 2025) is None
    assert growth_rating(None) is None


def test_compound_growth_needs_time_to_pass():
    assert compound_growth_ratio(60, BASE_DATE, 60, at(2022), 80, 2025) is None
    assert compound_growth_ratio(60, at(2026), 70, at(2027), 80, 2025) is None


@pytest.mark.parametrize(
    ("ratio", "rating"),
    [
        *((1.2, "significant"), (0.95, "significant"), (0.94, "moderate"), (0.6, "moderate")),
        *((0.59, "insufficient"), (0.0, "insufficient"), (-0.01, "away")),
    ],
)
def test_the_published_cut_points(ratio, rating):
    assert growth_rating(ratio) == rating
