"""The report of the back-test by months ahead, on sums that can be checked by hand."""

import numpy as np
import pytest

from kpis.forecast.backtest import Run
from kpis.forecast.history import History, Outlook
from kpis.forecast.outlook import Forecast
from kpis.forecast.report import reliability_rows, row, step_rows, wilson
from kpis.measure import published
from kpis.store import connect

NAN = float("nan")


def made_of(status, lost, naive_lost, hits_80, hits_95, outcomes, models=None) -> Forecast:
    """A forecast of which only what is reported matters: arrays are series × step."""
    sums = [np.array(side, dtype=float) for side in (lost, naive_lost, hits_80, hits_95, outcomes)]
    run = Run.of(len(status))
    for name, side in zip(
        ("lost", "naive_lost", "hits_80", "hits_95", "outcomes"), sums, strict=True
    ):
        setattr(run, name, side)
    run.origins = 2
    none = np.full(sums[0].shape, NAN)
    codes = [str(at) for at in range(len(status))]
    reason = np.full(len(status), None, dtype=object)
    past = History(codes, none, none, none, np.array(status, object), reason, True)
    told = tuple(models or ["damped"] * len(codes))
    return Forecast(past, none[:, None], {}, none, none[:, 0], told, none, none[:, None], run)


def test_errors_and_hits_are_summed_by_months_ahead():
    """Step 1: errors 1 + 3 over 2 + 6 are 0.5, 4 outcomes; 3 and 4 of them within.

    Step 2: of the second series nothing came. The third has no forecast and does not count.
    """
    made = made_of(
        [Outlook.OK, Outlook.OK, Outlook.INSUFFICIENT],
        lost=[[1, 3], [3, 0], [99, 99]],
        naive_lost=[[2, 2], [6, 0], [1, 1]],
        hits_80=[[2, 0], [1, 0], [9, 9]],
        hits_95=[[2, 1], [2, 0], [9, 9]],
        outcomes=[[2, 1], [2, 0], [9, 9]],
    )
    first, second = step_rows("a_kpi", "commune", made)
    assert first == {
        **{"kpi": "a_kpi", "level": "commune", "step": 1, "series": 2, "outcomes": 4},
        **{"error": 1.0, "naive_error": 2.0, "mase": 0.5, "coverage_80": 0.75, "coverage_95": 1.0},
    }
    assert (second["step"], second["series"], second["outcomes"]) == (2, 1, 1)
    assert (second["error"], second["mase"]) == (3.0, 1.5)
    assert (second["coverage_80"], second["coverage_95"]) == (0.0, 1.0)
    whole = row("a_kpi", "commune", made)
    assert (whole["outcomes"], whole["mase"]) == (5, pytest.approx(7 / 10))


def test_steps_without_outcomes_have_no_row():
    made = made_of([Outlook.OK], [[1, 0]], [[1, 0]], [[1, 0]], [[1, 0]], [[1, 0]])
    assert [one["step"] for one in step_rows("a_kpi", "province", made)] == [1]


def test_areas_are_counted_by_the_kind_of_law_that_weighs_most():
    status = [Outlook.OK, Outlook.OK, Outlook.CERTAIN, Outlook.INSUFFICIENT]
    zeros = [[0.0, 0.0]] * 4
    told = row("a_kpi", "commune", made_of(status, *[zeros] * 5, ["walk", "line", "still", None]))
    kinds = ("logistic", "line", "walk", "still", "damped", "bottom_up")
    assert [told[kind] for kind in kinds] == [0, 1, 1, 1, 0, 0]
    assert [told[name] for name in ("series", "forecast", "certain", "insufficient")] == [
        4,
        2,
        1,
        1,
    ]
    assert told["origins"] == 0 and np.isnan(told["mase"])


def test_what_was_stated_is_told_by_class_with_what_came_true():
    """Three statements of the least likely class, 4 % on average, none true; four of the last."""
    zeros = [[0.0, 0.0]] * 2
    made = made_of([Outlook.OK] * 2, *[zeros] * 5)
    made.run.cases[:, [0, 4]] = [[1, 3], [2, 1]]
    made.run.stated[:, [0, 4]] = [[0.02, 2.8], [0.1, 0.96]]
    made.run.reached[:, [0, 4]] = [[0, 3], [0, 0]]
    first, last = reliability_rows("a_kpi", "commune", made)
    assert first == {
        **{"kpi": "a_kpi", "level": "commune", "class": "very_unlikely", "cases": 3},
        **{"stated": pytest.approx(0.04), "reached": 0.0},
    }
    assert (last["class"], last["cases"]) == ("very_likely", 4)
    assert (last["stated"], last["reached"]) == (pytest.approx(0.94), 0.75)


def test_eight_of_ten_may_be_a_half_or_nearly_all():
    """Middle (0.8 + 0.19207) / 1.38415 = 0.7167, reach 1.41603 × √0.0256036 = 0.2266."""
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(1, 4)[1] == pytest.approx(1)
    assert all(np.isnan(end) for end in (*wilson(NAN, 10), *wilson(0.5, 0)))


def test_what_is_stored_by_step_adds_up_to_the_report(demo_store):
    with connect(demo_store) as con:
        steps, whole = published.backtest_steps(con), published.backtests(con)
        assert set(published.backtest_steps(con, "province")["level"]) == {"province"}
    tested = whole[whole["outcomes"] > 0].set_index(["kpi", "level"])
    sums = steps.groupby(["kpi", "level"])
    assert sums["outcomes"].sum().to_dict() == tested["outcomes"].to_dict()
    hits = (steps["coverage_80"] * steps["outcomes"]).groupby([steps["kpi"], steps["level"]]).sum()
    assert (hits / sums["outcomes"].sum() - tested["coverage_80"]).abs().max() < 1e-9
    lost, still = (
        (steps[side] * steps["outcomes"]).groupby([steps["kpi"], steps["level"]]).sum()
        for side in ("error", "naive_error")
    )
    assert (lost / still - tested["mase"]).abs().max() < 1e-9
