"""The test of the forecasts in words and rows: what fails is named first, uncertainty is told."""

import pandas as pd
import pytest

from pages.text.language import Language
from pages.views.backtest.report import by_step, covered, failures, judged

EN = Language("en")


def report(**changes):
    """One row: of 10 outcomes of 4 series 8 within the interval of 80 %, all within the other."""
    row = {
        **{"kpi": "vssid_share", "name": "VssID users", "level": "commune"},
        **{"forecast": 4, "outcomes": 10, "mase": 0.5, "coverage_80": 0.8, "coverage_95": 1.0},
    }
    return pd.DataFrame([{**row, **changes}])


def test_what_holds_is_not_named():
    assert failures(report(), "2025", EN) == []
    edges = pd.concat([report(coverage_80=0.75), report(coverage_80=0.9), report(mase=0.999)])
    assert failures(edges, "2025", EN) == []


@pytest.mark.parametrize(
    ("changes", "said", "name", "is_grave"),
    [
        ({"mase": 1.0}, "No better", "Communes: VssID users 1.00", True),
        ({"coverage_80": 0.726}, "too narrow", "Communes: VssID users 72.6%", True),
        ({"coverage_80": 0.99}, "too wide", "Communes: VssID users 99.0%", False),
        (
            {"mase": 2.0, "level": "district"},
            "No better",
            "Former districts: VssID users 2.00",
            True,
        ),
    ],
)
def test_what_fails_is_named_with_its_level_and_figure(changes, said, name, is_grave):
    ((text, names, grave),) = failures(report(**changes), "2025", EN)
    assert said in text and names == [name] and grave == is_grave


def test_what_was_not_tested_does_not_fail():
    rows = report(mase=2.0, outcomes=0)
    assert judged(rows).empty and failures(rows, "2025", EN) == []


def test_both_uncertainties_are_wilsons():
    """8 of 10: 49.0 to 94.3 %; the same share of 4 series: wider to both sides."""
    row = covered(report(), EN).iloc[0]
    assert (row["low_80"], row["high_80"]) == pytest.approx((49.0, 94.3), abs=0.05)
    assert row["least_80"] < row["low_80"] and row["most_80"] > row["high_80"]
    assert row["share_95"] == 100 and row["high_95"] == pytest.approx(100)


def test_months_ahead_are_weighed_by_their_outcomes():
    """1 of 10 and 29 of 30 within: 30 of 40, not the mean of both shares."""
    steps = pd.DataFrame(
        {
            "step": [1, 1, 2],
            "outcomes": [10, 30, 9],
            "mase": [0.2, 0.6, 9.0],
            "coverage_80": [0.1, 29 / 30, 0.0],
            "coverage_95": [1.0, 1.0, 0.0],
        }
    )
    row = by_step(steps, EN)
    assert row["Months ahead"] == ["1"] and row["Outcomes"] == ["40"]
    assert row["Error against “no change”"] == ["0.40"]
    assert row["Within 80%"] + row["Within 95%"] == ["75.0%", "100.0%"]
