"""What became of each unit of a decision, by the numbers as they are written."""

import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Direction
from pages.text.language import Language
from pages.views.meetings.since_map import stood

VI = Language("vi")
UP = load()["payment_account_share"]
DOWN = [kpi for kpi in load().values() if kpi.direction is Direction.DOWN]


@pytest.mark.parametrize(
    ("before", "now", "expected", "told"),
    [
        (80.0, 95.0, 95.0, "reached"),
        (80.0, 94.96, 95.0, "reached"),  # written 95,0
        (80.0, 94.94, 95.0, "nearer"),
        (80.0, 80.04, 95.0, "unchanged"),
        (80.0, 79.9, 95.0, "away"),
        (None, 79.9, 95.0, "no_value_then"),
        (float("nan"), 96.0, 95.0, "reached"),
        (80.0, 81.0, None, "nearer"),
        (80.0, 79.0, None, "away"),
    ],
)
def test_a_value_is_held_against_what_was_expected(before, now, expected, told):
    assert stood(before, now, expected, UP) == told


@pytest.mark.parametrize("kpi", DOWN, ids=lambda kpi: kpi.id)
def test_of_an_indicator_that_should_fall_less_is_better(kpi):
    assert stood(900.0, 800.0, 850.0, kpi) == "reached"
    assert stood(900.0, 880.0, 850.0, kpi) == "nearer"
    assert stood(900.0, 950.0, 850.0, kpi) == "away"
