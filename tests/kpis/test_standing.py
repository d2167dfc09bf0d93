"""One reading against one target: what is rated, what has to be held, what cannot be told."""

from dataclasses import replace

import pytest

from kpis.catalogue import load
from kpis.kpi import Target
from kpis.periods import Period
from kpis.standing import Base, standing
from kpis.vocabulary import Confirmation, Direction, Unit

SHARE = load()["online_dossier_share"]


def goal(year, value):
    """A target that somebody has set."""
    return Target(year, "test", Confirmation.CONFIRMED, value=value)


def stands(value, base, period, *targets, kpi=SHARE, base_period="2022-12", of=0):
    """Where a value of a period stands against one of the targets of its area."""
    origin = None if base is None else Base(base, Period.parse(base_period))
    asked = targets[of] if targets else None
    return standing(kpi, {"value": value}, origin, [*targets], asked, Period.parse(period))


def test_the_published_test_vector():
    row = stands(72.0, 60.0, "2024-12", goal(2025, 80))
    assert row["path"] == pytest.approx(73.33, abs=0.005)
    assert row["gap"] == pytest.approx(-1.33, abs=0.005)
    assert row["status"] == "slightly_behind"
    observed, required = (72 / 60) ** (1 / 2) - 1, (80 / 60) ** (1 / 3) - 1
    assert (round(observed, 6), round(required, 6)) == (0.095445, 0.100642)
    assert row["growth_ratio"] == pytest.approx(0.94836, abs=5e-6)
    assert row["growth_rating"] == "moderate"


@pytest.mark.parametrize("period", ["2024-12", "2024-Q4", "2024-H2", "2024"])
def test_a_period_stands_where_its_last_month_stands(period):
    bases = {"2024-12": "2022-12", "2024-Q4": "2022-Q4", "2024-H2": "2022-H2", "2024": "2022"}
    row = stands(72.0, 60.0, period, goal(2025, 80), base_period=bases[period])
    assert row["path"] == pytest.approx(60 + 20 * 24 / 36)
    assert row["base_period"] == bases[period]


def test_the_path_to_a_later_target_goes_through_the_earlier_one():
    targets = (goal(2025, 80), goal(2030, 95))
    first, second = (stands(72.0, 60.0, "2026-10", *targets, of=place) for place in (0, 1))
    assert (first["path"], first["status"]) == (80, "missed")
    assert second["path"] == pytest.approx(82.5)
    assert second["status"] == "behind"


def test_the_path_to_an_earlier_target_knows_nothing_of_a_later_one():
    targets = (goal(2025, 70), goal(2030, 60))
    assert stands(65.0, 64.0, "2025-12", *targets)["path"] == 70


def test_what_was_reached_has_to_be_held_and_has_no_growth_rate():
    row = stands(91.0, 85.0, "2024-12", goal(2025, 80))
    assert (row["path"], row["gap"], row["status"]) == (80, 11, "met")
    assert row["growth_ratio"] is row["growth_rating"] is None
    lost = stands(79.0, 85.0, "2024-12", goal(2025, 80))
    assert (lost["path"], lost["gap"], lost["status"]) == (80, -1, "slightly_behind")


def test_a_base_of_zero_rates_nothing_but_has_a_path():
    row = stands(0.009, 0.0, "2024-12", goal(2032, 10))
    assert row["path"] == pytest.approx(10 * 24 / 120)
    assert row["growth_ratio"] is None
    assert row["status"] == "slightly_behind"


@pytest.mark.parametrize(
    ("value", "base", "period"),
    [(float("nan"), 60.0, "2024-12"), (72.0, None, "2024-12"), (60.0, 60.0, "2022-12")],
    ids=["no value", "no base", "the base itself"],
)
def test_less_than_two_observations_are_not_enough(value, base, period):
    row = stands(value, base, period, goal(2025, 50))
    assert (row["gap"], row["status"], row["growth_ratio"]) == (None, "insufficient", None)


def test_nothing_asked():
    row = stands(72.0, 60.0, "2024-12")
    assert (row["target_year"], row["path"], row["status"]) == (None, None, "no_target")
    assert (row["base_value"], row["base_period"]) == (60, "2022-12")


def test_downwards_is_better_where_the_kpi_says_so():
    kpi = replace(SHARE, direction=Direction.DOWN, unit=Unit.RATIO)
    row = stands(950.0, 1000.0, "2024-06", goal(2025, 600), kpi=kpi)
    assert (row["path"], row["gap"]) == (pytest.approx(800), pytest.approx(-150))
    assert row["status"] == "behind"
    assert row["growth_ratio"] == pytest.approx((0.95 ** (1 / 1.5) - 1) / (0.6 ** (1 / 3) - 1))


def test_a_range_has_no_path_but_its_nearest_end():
    kpi = replace(SHARE, direction=Direction.RANGE, unit=Unit.RATIO)
    target = Target(2025, "test", Confirmation.CONFIRMED, min=4, max=6)
    row = stands(6.1, 7.0, "2024-06", target, kpi=kpi)
    assert (row["target"], row["target_max"], row["path"]) == (4, 6, 6)
    assert row["gap"] == pytest.approx(-0.1)
    assert (row["status"], row["growth_ratio"]) == ("slightly_behind", None)
