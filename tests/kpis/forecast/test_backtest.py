"""Sums over the origins judged, by hand on tiny arrays; an origin knows nothing later."""

import numpy as np
import pytest

from kpis.catalogue.chance import Chance
from kpis.forecast.backtest import Run
from kpis.forecast.outlook import origins, single
from tests.kpis.forecast.judging import history_of

NAN = float("nan")


def judged(came, latest=0.5, spread=(0.4, 0.5, 0.6), rows=(0,), steps=2, top=1.0):
    """A run of one origin: futures that are the same at each step, the middle of them forecast."""
    run = Run.of(2)
    ordered = np.repeat(np.array(spread)[None, :, None], steps, axis=2)
    run.judge(
        np.array(rows),
        np.repeat(ordered, len(rows), axis=0),
        np.full((len(rows), steps), np.median(spread)),
        np.full(len(rows), latest),
        np.array([came] * len(rows), dtype=float),
        100,
        top,
    )
    return run


def test_errors_are_in_the_unit_of_the_kpi_and_mase_is_their_ratio():
    run = judged([0.55, 0.7], latest=0.4)
    assert run.lost[0, :2] == pytest.approx([5, 20])
    assert run.naive_lost[0, :2] == pytest.approx([15, 30])
    assert run.mase[0] == pytest.approx(25 / 45)
    assert run.outcomes[0].tolist() == [1, 1] + [0] * 10
    assert run.outcomes[1].sum() == 0 and np.isnan(run.mase[1])


def test_hits_are_outcomes_within_the_ends():
    """Of 0.4, 0.5, 0.6 the interval of 80 % is 0.42 to 0.58, that of 95 % 0.405 to 0.595."""
    run = judged([0.42, 0.59])
    assert run.hits_80[0, :2].tolist() == [1, 0]
    assert run.hits_95[0, :2].tolist() == [1, 1]
    assert run.coverage_80[0] == 0.5 and run.coverage_95[0] == 1


def test_a_month_without_a_value_is_no_outcome():
    run = judged([NAN, 0.5])
    assert run.outcomes[0, :2].tolist() == [0, 1]
    assert run.origins == 1
    assert judged([NAN, NAN]).origins == 0


def test_levels_are_stated_half_a_year_ahead_that_were_not_reached_yet():
    """From 0.5 on the levels 0.55 … 1; 0.55 is reached by two of ten futures, 0.6 by one."""
    spread = (0.3, 0.3, 0.3, 0.4, 0.4, 0.4, 0.5, 0.5, 0.55, 0.6)
    assert judged([0.56] * 5, spread=spread, steps=5).cases.sum() == 0
    run = judged([0.56] * 6, spread=spread, steps=6)
    assert run.cases[0].sum() == 10
    unlikely, open_ = (list(Chance).index(one) for one in (Chance.UNLIKELY, Chance.VERY_UNLIKELY))
    assert run.cases[0, unlikely] == 2  # 0.2 and 0.1
    assert run.stated[0, unlikely] == pytest.approx(0.3)
    assert run.reached[0, unlikely] == 1  # 0.56 is above 0.55 and below 0.6
    assert run.cases[0, open_] == 8 and run.reached[0, open_] == 0


def test_what_is_no_share_has_no_levels():
    assert judged([0.9] * 6, steps=6, top=None).cases.sum() == 0


def test_the_origins_are_those_of_the_last_year_and_now():
    assert list(origins(50)) == list(range(37, 50))
    assert list(origins(10)) == list(range(10))


def test_all_steps_are_judged_from_the_first_origin_and_one_from_the_last():
    made = single(history_of(*straight()), 50, 100)
    assert made.run.outcomes[0].tolist() == list(range(12, 0, -1))
    assert made.run.origins == 12


def straight():
    rng = np.random.default_rng(5)
    share = 0.2 + 0.008 * np.arange(50) + 0.004 * rng.standard_normal((6, 50))
    return np.round(10_000 * share), np.full((6, 50), 10_000.0)


def test_what_was_forecast_of_the_past_knows_nothing_of_what_came():
    """Only months that are judged are changed; what the first origin said of them stays."""
    up, down = straight()
    later = up.copy()
    later[:, 38:] = 500
    ours, theirs = (single(history_of(one, down), 12, 100) for one in (up, later))
    assert ours.earlier[:, 0] == pytest.approx(theirs.earlier[:, 0], abs=1e-12)
    assert ours.shared[0] == pytest.approx(theirs.shared[0], abs=1e-12)
    assert theirs.run.hits_80[:, 11].sum() < ours.run.hits_80[:, 11].sum()
    assert (ours.earlier[:, -1] != theirs.earlier[:, -1]).any()
