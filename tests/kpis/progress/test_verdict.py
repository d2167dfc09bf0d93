"""The verdict on 2025: each awkward case by its name, and every KPI on the demonstration data."""

from dataclasses import replace

import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Frequency, Unit
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.verdict import attainment, people, verdict
from kpis.store import connect
from tests.sweep import some

CATALOGUE = load()
AIMED = [kpi for kpi in CATALOGUE.values() if any(t.year == 2025 for t in kpi.targets)]
UP, DOWN, RANGE = Direction.UP, Direction.DOWN, Direction.RANGE
EIGHTY = Target(2025, "", Confirmation.CONFIRMED, value=80)
ZERO = replace(EIGHTY, value=0)
FOUR_TO_SIX = replace(EIGHTY, value=None, min=4, max=6)
NAN = float("nan")
CASES = {  # values month by month, target, direction → first met, lost
    "never": ([60, 70, 79.9], EIGHTY, UP, None, None),
    "at the very target": ([60, 80, 80], EIGHTY, UP, 2, None),
    "met from the first month": ([85, 84, 83], EIGHTY, UP, 1, None),
    "reached then lost": ([70, 81, 79, 78], EIGHTY, UP, 2, 3),
    "lost and reached again": ([81, 79, 82], EIGHTY, UP, 1, 2),
    "a month without value between": ([81, None, 82], EIGHTY, UP, 1, None),
    "not a number says nothing": ([NAN, 81], EIGHTY, UP, 2, None),
    "nothing known": ([None, None], EIGHTY, UP, None, None),
    "down": ([90, 80, 70], EIGHTY, DOWN, 2, None),
    "down to 0": ([2, 0, 1], ZERO, DOWN, 2, 3),
    "up to 0 is met by 0": ([0, 0], ZERO, UP, 1, None),
    "a range entered and left": ([3, 4, 6, 7], FOUR_TO_SIX, RANGE, 2, 4),
}


@pytest.mark.parametrize("name", CASES)
def test_when_a_target_was_met_and_lost(name):
    values, target, direction, first, lost = CASES[name]
    series = [(f"2025-{month:02}", value) for month, value in enumerate(values, 1)]
    found = attainment(series, target, direction)
    assert found.first == (first and f"2025-{first:02}")
    assert found.lost == (lost and f"2025-{lost:02}")


@pytest.mark.parametrize(
    ("distance", "denominator", "unit", "expected"),
    [
        (-3.2, 1000, Unit.PERCENT, -32),  # 32 people short
        (-3.21, 1000, Unit.PERCENT, -33),  # 32.1: the 33rd is needed too
        (2.5, 1000, Unit.PERCENT, 25),
        (0.0, 1000, Unit.PERCENT, 0),
        (-4, 2000, Unit.PER_1000, -8),
        (-0.5, 3, Unit.RATIO, -2),
    ],
)
def test_a_distance_in_people(distance, denominator, unit, expected):
    assert people(distance, denominator, replace(AIMED[0], unit=unit)) == expected


@pytest.mark.parametrize(
    ("numerator", "target", "expected"),
    [
        (159.14, 100, 0),  # all of them are all
        (157.55, 100, -1),  # 158 of 159, not 1.59 made 2
        (159.0, 100, -1),  # 159 of 159, and yet not all: never none at all
        (150.0, 99, -8),  # 7.55
        (0.0, 100, -159),  # not 160
    ],
)
def test_of_an_apportioned_denominator_no_more_are_asked_than_there_are(
    numerator, target, expected
):
    coverage, villages = CATALOGUE["village_group_coverage"], 159.14
    value = 100 * numerator / villages
    assert people(value - target, villages, coverage, value) == expected
    assert -people(target - value, villages, coverage, value) == expected


def test_of_an_apportioned_numerator_no_fewer_are_asked_than_there_are():
    fewer = replace(CATALOGUE["village_group_coverage"], direction=DOWN)
    value = 100 * 1.3 / 159.14
    assert people(-value, 159.14, fewer, value) == -1  # not 1.3 made 2


def test_a_year_that_is_not_over_has_no_verdict(sample_marts):
    with pytest.raises(KpiError, match="2025 is not over"):
        verdict(sample_marts, AIMED[0], "province")


def test_a_kpi_without_such_a_target_has_none(demo_store):
    aimless = next(kpi for kpi in CATALOGUE.values() if not kpi.targets)
    with connect(demo_store) as con, pytest.raises(KpiError, match="no target for 2025"):
        verdict(con, aimless, "province")


@pytest.mark.parametrize("kpi", some(AIMED, 6), ids=lambda kpi: kpi.id)
def test_the_demonstration_data(demo_store, kpi):
    """Value, gap and first month are those of the readings, worked out again by a plain loop."""
    level = str(kpi.levels[-1])
    with connect(demo_store) as con:
        found = verdict(con, kpi, level)
        kind = "year" if kpi.frequency is Frequency.YEAR else "month"
        first, last = Period.parse("2022-09").first_month, Period.parse("2026-10").first_month
        steps = Period.between(kind, first, last)
        series = measure(con, kpi, level, steps, found["period"].map(_vintage).iloc[0])
    assert set(found["verdict"]) <= {"met", "missed", "no_value"}
    for row in found.to_dict("records"):
        own = series[series["area_code"] == row["area_code"]]
        target = {"min": row["target"], "max": row["target_max"]}
        met = [
            period
            for period, value in zip(own["period"], own["value"], strict=True)
            if value == value and _is_met(value, target, kpi)
        ]
        assert row["first_met"] == (met[0] if met else None)
        if row["verdict"] != "no_value":
            assert _is_met(row["value"], target, kpi) == (row["verdict"] == "met")
            assert (row["gap"] >= -1e-9) == (row["verdict"] == "met")


def _vintage(period: str) -> str:
    return "2025" if period in ("2025", "2025-12") else ""


def _is_met(value, target, kpi) -> bool:
    if kpi.direction is RANGE:
        return target["min"] - 1e-9 <= value <= target["max"] + 1e-9
    if kpi.direction is DOWN:
        return value <= target["min"] + 1e-9
    return value >= target["min"] - 1e-9
