"""The models of the forecasts: by hand where it can be, else against statsmodels and scipy."""

import numpy as np
import pytest
from scipy.optimize import curve_fit
from statsmodels.tsa.holtwinters import Holt

from kpis.forecast import models
from kpis.forecast.models import logistic
from kpis.forecast.scale import ratios, threshold, working
from kpis.forecast.smoothing import damped, last_known, naive, starts
from kpis.forecast.spread import unsure

NAN = float("nan")


def of(*values):
    """One series, as the arrays want it."""
    return np.array([values], dtype=float)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_half_of_ten_lies_at_zero_and_nobody_and_everybody_are_finite():
    places = working(of(5, 0, 10), of(10, 10, 10), True)
    assert places.tolist() == [[0.0, pytest.approx(-np.log(21)), pytest.approx(np.log(21))]]


def test_places_give_back_the_shares_they_came_from():
    up, down = of(0, 1, 7, 10, 2.5), of(10, 3, 9, 10, 7.5)
    assert ratios(working(up, down, True), down, True) == pytest.approx(up / down)
    assert ratios(working(up, down, False), down, False) == pytest.approx(up / down)


def test_a_share_never_leaves_nobody_to_everybody_and_no_ratio_is_negative():
    assert ratios(of(-1e4, 1e4), of(10, 10), True).tolist() == [[0, 1]]
    assert ratios(of(-1e4), of(10), False).tolist() == [[0]]


def test_without_denominator_there_is_no_place():
    assert np.isnan(working(of(0, NAN, 1), of(0, 4, NAN), True)).all()


def test_the_wall_before_80_percent_of_10_people_stands_half_a_person_before_the_eighth():
    wall = threshold(np.array(0.8), np.array(10.0), True, at_least=True)
    assert wall == pytest.approx(np.log(8 / 3))  # 7.5 + 0.5 over 2.5 + 0.5
    at_most = threshold(np.array(0.8), np.array(10.0), True, at_least=False)
    assert at_most == pytest.approx(np.log(9 / 2))  # 8.5 + 0.5 over 1.5 + 0.5


def test_nobody_is_always_at_least_0_percent():
    assert threshold(np.array(0.0), np.array(10.0), True, at_least=True) == -np.inf
    assert threshold(np.array(1.0), np.array(10.0), True, at_least=False) == np.inf


def test_the_naive_forecast_is_the_latest_value_over_a_gap_too():
    series = of(NAN, 3, NAN, 5)
    assert np.isnan(last_known(series)[0, 0])
    assert last_known(series)[0, 1:].tolist() == [3, 3, 5]
    assert naive(series, 2)[0, 1:].tolist() == [[3, 3], [3, 3], [5, 5]]


def test_the_filter_starts_a_month_before_the_first_value():
    level, trend = starts(of(NAN, *np.arange(10, 30, 1.0)))
    assert (level.tolist(), trend.tolist()) == ([9], [1])


def test_a_damped_trend_by_hand():
    """α 0.5, β 0.25, φ 0.8; start at level 0, trend 1; values 1 and 3, the pace of which is 2.

    level −1, trend 2 before; expected −1 + 1.6 = 0.6, error 0.4: level 0.8, trend 1.6 + 0.1 = 1.7.
    expected 0.8 + 1.36 = 2.16, error 0.84: level 2.58, trend 1.36 + 0.21 = 1.57.
    ahead 2.58 + 0.8 × 1.57 = 3.836, and + 0.64 × 1.57 more.
    """
    found = damped(of(1, 3), 2, grid=((0.5, 0.5, 0.8),))[0, 1]
    assert found == pytest.approx([3.836, 3.836 + 0.64 * 1.57])


@pytest.mark.parametrize("parameters", [(0.5, 0.3, 0.9), (0.85, 0.6, 0.98), (0.1, 0.0, 0.8)])
def test_with_the_same_parameters_a_damped_trend_is_that_of_statsmodels(parameters):
    rng = np.random.default_rng(7)
    series = np.cumsum(rng.normal(0.3, 1, (3, 50)), axis=1)
    alpha, share, phi = parameters
    level, trend = starts(series)
    for row, values in enumerate(series):
        model = Holt(
            values,
            damped_trend=True,
            initialization_method="known",
            initial_level=level[row],
            initial_trend=trend[row],
        )
        fitted = model.fit(
            smoothing_level=alpha,
            smoothing_trend=share,
            damping_trend=phi,
            optimized=False,
        )
        assert damped(series, 24, grid=(parameters,))[row, -1] == pytest.approx(fitted.forecast(24))


def test_the_grid_comes_close_to_the_best_parameters_of_statsmodels():
    rng = np.random.default_rng(8)
    months = np.arange(50)
    series = 4 * sigmoid((months - 20) / 8) + rng.normal(0, 0.05, (4, 50))
    ours = np.array([damped(series[:, : at + 1], 1)[:, -1, 0] for at in range(24, 49)]).T
    mean = np.abs(series[:, 25:] - ours).mean(axis=1)
    for row, values in enumerate(series):
        best = Holt(values, damped_trend=True, initialization_method="estimated").fit()
        theirs = np.abs(best.resid[25:]).mean()  # fitted with the whole series in view
        assert mean[row] <= 1.25 * theirs


def test_a_month_without_a_value_moves_the_trend_on():
    line = np.arange(30.0)[None]
    gap = np.where(np.isin(np.arange(30), [20, 21]), np.nan, line)
    grid = ((1.0, 0.0, 0.999999),)
    assert damped(gap, 3, grid)[0, 21] == pytest.approx([22, 23, 24], abs=1e-3)


def test_an_exact_logistic_curve_is_continued_to_its_ceiling():
    months = np.arange(99)
    curve = 0.8 * sigmoid(-3 + 0.12 * months)[None]
    found = logistic(curve[:, :49], 50)[0, -1]
    assert found == pytest.approx(curve[0, 49:], abs=0.002)


def test_a_curve_over_a_floor_is_continued_within_two_points_over_four_years():
    """The grid is coarse; scipy, which is told the law and iterates, comes within 0.1 points."""
    months = np.arange(99.0)
    curve = 0.4 + 0.5 * sigmoid(-3 + 0.12 * months)
    rng = np.random.default_rng(3)
    seen = curve[:49] + rng.normal(0, 0.002, 49)

    def law(t, floor, height, a, b):
        return floor + height * sigmoid(a + b * t)

    (parameters, _) = curve_fit(law, months[:49], seen, p0=(0.3, 0.6, -2, 0.1))
    theirs = law(months[49:], *parameters)
    assert theirs == pytest.approx(curve[49:], abs=0.002)
    assert np.abs(logistic(seen[None], 50)[0, -1] - theirs).mean() < 0.02


def test_no_forecast_knows_what_came_after_its_origin():
    rng = np.random.default_rng(5)
    places = np.cumsum(rng.normal(0.05, 0.1, (3, 40)), axis=1)
    whole = models.forecasts(places, 6, True)
    for origin in (14, 25, 33):
        part = models.forecasts(places[:, : origin + 1], 6, True)
        assert part[:, :, -1] == pytest.approx(whole[:, :, origin])


def test_less_than_a_year_says_nothing():
    found = models.forecasts(of(*np.arange(20) / 10), 3, True)
    assert np.isnan(found[:, 0, :11]).all()
    assert not np.isnan(found[:, 0, 11:]).any()


def test_only_a_share_has_a_curve_with_a_ceiling():
    assert models.names(False) == ("naive", "damped")
    assert models.forecasts(of(*np.arange(20) / 10), 3, False).shape == (2, 1, 20, 3)


def test_beyond_the_steps_tested_the_width_knows_how_far_the_models_come_apart():
    # two steps tested, four in all; the models lie ±0.1 · step about the centre
    step = np.arange(1, 5)
    centre = np.zeros((1, 4))
    rivals = np.stack([0.1 * step, -0.1 * step])[:, None]
    width = np.array([[0.3, 0.4, 0.5, 0.6]])
    found = unsure(width, rivals, centre, tested=2)
    # apart since step 2: 0.3 − 0.2 and 0.4 − 0.2, beside the width by Pythagoras
    assert found[0] == pytest.approx([0.3, 0.4, np.hypot(0.5, 0.1), np.hypot(0.6, 0.2)])


def test_models_that_agree_or_say_nothing_leave_the_width_alone():
    width = np.array([[0.3, 0.4, 0.5]])
    silent = np.full((2, 1, 3), np.nan)
    for rivals in (np.zeros((2, 1, 3)), silent):
        assert unsure(width, rivals, np.zeros((1, 3)), tested=1).tolist() == width.tolist()
