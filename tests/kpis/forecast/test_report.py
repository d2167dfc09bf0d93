"""The report of the back-test by months ahead, on sums that can be checked by hand."""

import numpy as np
import pytest

from kpis.forecast.backtest import Run, run
from kpis.forecast.history import History, Outlook
from kpis.forecast.outlook import Forecast
from kpis.forecast.report import row, step_rows, wilson
from kpis.forecast.smoothing import naive
from kpis.forecast.spread import Law
from kpis.measure import published
from kpis.store import connect

NAN = float("nan")


def made_of(status, lost, naive_lost, hits_80, hits_95, outcomes) -> Forecast:
    """A forecast of which only what is reported matters: arrays are series × step."""
    sums = [np.array(side, dtype=float) for side in (lost, naive_lost, hits_80, hits_95, outcomes)]
    none = np.full(sums[0].shape, NAN)
    law = Law.of(none[:, None], np.ones((1, none.shape[1])))
    tested = Run(np.zeros((len(none), 1), dtype=np.intp), none, none, law, *sums, origins=2)
    codes = [str(at) for at in range(len(status))]
    reason = np.full(len(status), None, dtype=object)
    past = History(codes, none, none, none, np.array(status, object), reason, True)
    return Forecast(
        past, tested, ("damped",) * len(codes), none, none[:, 0], none[:, None], none[None]
    )


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


def test_half_the_way_is_half_the_error_at_each_step():
    """A value that grows by one a month: “no change” misses by the step, half the pace by half."""
    series = np.arange(40.0)[None]
    still = naive(series, 12)
    slow = still + np.arange(1, 13) / 2
    paths = np.stack([still, slow])
    tested = run(series, series, paths, paths, only=1)
    assert tested.outcomes[0].tolist() == list(range(12, 0, -1))
    assert (tested.naive_lost[0] / tested.outcomes[0]).tolist() == list(range(1, 13))
    assert tested.lost[0] / tested.naive_lost[0] == pytest.approx(np.full(12, 0.5))
    assert tested.mase == pytest.approx([0.5])


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
