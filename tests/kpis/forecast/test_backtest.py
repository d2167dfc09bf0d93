"""Rolling origins: which errors are known when, what is chosen by them, and how wide it gets."""

import numpy as np
import pytest

from kpis.forecast.backtest import run
from kpis.forecast.choosing import choose, errors, weighted_mean, weights
from kpis.forecast.smoothing import naive
from kpis.forecast.spread import CERTAIN, HALF_NORMAL, Law, extended, widths

NAN = float("nan")


def test_errors_are_what_came_minus_what_was_forecast():
    series = np.array([[1.0, 2, 4]])
    off = errors(series, naive(series, 2))
    assert off[0, 0].tolist() == [1, 3]
    assert off[0, 1, 0] == 2
    assert np.isnan(off[0, 1, 1])
    assert np.isnan(off[0, 2]).all()


def test_an_error_is_known_only_when_its_month_has_come_and_counts_less_with_age():
    weight = weights(origin=3, months=5, steps=2, origins=2)
    assert weight[0].tolist() == [0, 0]  # more than two origins ago
    assert weight[1].tolist() == [pytest.approx(0.9), 1]  # about months 2 and 3
    assert weight[2].tolist() == [1, 0]  # month 4 is to come
    assert weight[3:].sum() == 0


def test_a_weighted_mean_leaves_out_what_is_missing():
    absolute = np.array([[[1.0, NAN], [4, 2]], [[NAN, NAN], [NAN, NAN]]])
    means = weighted_mean(absolute, np.array([[1.0, 1], [0.5, 0]]))
    assert means[0] == pytest.approx((1 + 2) / 1.5)
    assert np.isnan(means[1])


def test_the_model_of_the_least_error_is_chosen_by_series_half_and_all_half():
    """MASE 0.5 and 3 of the second model, pooled (1 + 3) / (2 + 1) = 4/3.

    First series: 0.25 + 0.67 = 0.92 < 1; second: 1.5 + 0.67 > 1.
    """
    assert choose(np.array([[2.0, 1], [1, 3]])).tolist() == [1, 0]


def test_where_nothing_can_be_compared_the_naive_model_is_chosen():
    assert choose(np.full((3, 2), NAN)).tolist() == [0, 0]
    assert choose(np.zeros((3, 2))).tolist() == [0, 0]


def test_widths_are_the_series_own_drawn_to_those_of_all():
    """Two series with errors 1, 1 and 3, 3 of two origins: mean 2; (2 × 1 + 3 × 2) / 5 = 1.6."""
    error = np.array([[[1.0], [-1]], [[3], [3]]])
    assert widths(error, np.ones((2, 1)))[:, 0].tolist() == pytest.approx([1.6, 2.4])


def test_widths_never_fall_with_the_step():
    error = np.array([[[1.0, 3, 2]]])
    width = widths(error, np.ones((1, 3)))[0]
    assert width[1] == width[2] > width[0]


def test_beyond_a_year_widths_grow_with_the_root_of_the_step():
    flat = extended(np.ones((1, 12)), 48)
    assert flat[0, 47] == pytest.approx(2)  # the root of 48 / 12
    grown = extended(np.arange(1.0, 13)[None], 27)
    assert grown[0, :12].tolist() == list(range(1, 13))
    assert grown[0, 26] == pytest.approx(12 * 1.5)  # the root of 27 / 12
    assert extended(np.ones((1, 12)), 5).shape == (1, 5)


def test_without_scores_the_law_is_half_normal():
    law = Law.of(np.full((1, 2, 2), NAN), np.ones((2, 2)))
    assert HALF_NORMAL.mean() == pytest.approx(1, abs=0.02)
    # 1.2816 standard deviations, of which the mean is 0.7979; doubled, as not one origin was seen
    assert law.quantile(0.8) == pytest.approx(2 * 1.2816 / 0.7979, rel=0.02)


def test_with_many_scores_the_law_is_theirs():
    scores = np.linspace(0, 1, 1000).reshape(10, 100, 1)
    law = Law.of(scores, np.ones((100, 1)))
    assert law.quantile(0.8) == pytest.approx(0.81, abs=0.02)
    assert law.within(np.array([0.5]))[0] == pytest.approx(0.5, abs=0.02)


def test_no_error_is_the_likeliest_error_though_all_seen_were_of_one_size():
    law = Law.of(np.ones((1, 12, 12)), np.ones((12, 12)))
    at_80 = law.quantile(0.8)
    assert law.within(np.array([at_80 / 4]))[0] >= 0.2
    assert law.within(np.array([at_80]))[0] >= 0.8


def test_nothing_is_ever_quite_ruled_out():
    law = Law.of(np.full((1, 2, 2), NAN), np.ones((2, 2)))
    assert law.within(np.array([1e9, np.inf])).tolist() == [CERTAIN, CERTAIN]
    assert law.within(np.array([0.0])).tolist() == [0]


def test_what_is_reported_knows_nothing_of_what_it_is_judged_by():
    """A model that is right but in the last month: the errors of that month choose nothing."""
    rng = np.random.default_rng(1)
    series = np.cumsum(rng.normal(0, 1, (4, 40)), axis=1)
    told = series.copy()
    told[:, -1] += 100
    paths = np.stack([naive(series, 12)] * 2)
    ours, theirs = (run(one, one, paths, paths) for one in (series, told))
    assert (ours.chosen[:, :-1] == theirs.chosen[:, :-1]).all()
    # all steps from the first origin, the first step alone from the last one
    assert ours.outcomes[0].tolist() == list(range(12, 0, -1))
    assert (theirs.hits_80 < ours.hits_80 + 1e-9).all()


def test_mase_of_the_naive_model_is_one():
    rng = np.random.default_rng(1)
    series = np.cumsum(rng.normal(0, 1, (4, 40)), axis=1)
    paths = naive(series, 12)[None]
    assert run(series, series, paths, paths).mase == pytest.approx(1)
