"""Futures: as many as the weights say, always the same; the ends of intervals by hand."""

import numpy as np
import pytest

from kpis.forecast.ensemble import ends, members, middle
from kpis.forecast.laws import fitted

MONTHS, PEOPLE = 50, 1e6


def laws_of(shares):
    up = np.round(np.array(shares) * PEOPLE)
    return fitted(up, np.full(up.shape, PEOPLE), True, 12)


def only(laws, *shares):
    """Weights that give the laws (by their numbers) these shares, in each series."""
    weight = np.zeros((len(laws.names), len(laws.values)))
    for law, share in shares:
        weight[law] = share
    return weight


@pytest.fixture(scope="module")
def laws():
    """A series that rises and one that stands still."""
    return laws_of([0.2 + 0.01 * np.arange(MONTHS), np.full(MONTHS, 0.5)])


def law_of(laws, name, ceiling=1.0):
    ceilings = np.concatenate([laws.curves.ceilings, laws.walks.ceilings])
    return np.flatnonzero((np.array(laws.names) == name) & np.isclose(ceilings, ceiling))[0]


def test_members_follow_the_laws_in_the_shares_of_their_weights(laws):
    line, still = law_of(laws, "line"), law_of(laws, "still")
    futures = members(laws, only(laws, (line, 0.25), (still, 0.75)), MONTHS - 1, 12, 200)
    assert futures.shape == (2, 200, 12)
    rising = futures[0, :, 11] > 0.795  # the line is at 0.81, what stands still at 0.69
    assert rising.mean() == pytest.approx(0.25, abs=0.01)


def test_a_member_that_is_ahead_stays_ahead():
    rng = np.random.default_rng(2)
    laws = laws_of([0.3 + 0.005 * np.arange(MONTHS) + 0.02 * rng.standard_normal(MONTHS)])
    futures = members(laws, only(laws, (law_of(laws, "still"), 1.0)), MONTHS - 1, 24)
    order = np.argsort(futures[0, :, 0])
    assert (np.diff(futures[0, order, 23]) >= -1e-12).all()
    assert np.ptp(futures[0, :, 23]) > np.ptp(futures[0, :, 0])


def test_the_same_data_give_the_same_futures(laws):
    weight = np.full((len(laws.names), 2), 1 / len(laws.names)) * laws.possible[:, :, -1]
    first, second = (members(laws, weight, MONTHS - 1, 24) for _ in range(2))
    assert (first == second).all()
    alone = members(laws, weight * [[1, 0]], MONTHS - 1, 24)
    assert (alone[0] == first[0]).all()


def test_a_series_without_a_possible_law_has_no_future(laws):
    weight = only(laws, (law_of(laws, "line"), 1.0))
    weight[:, 1] = 0
    futures = members(laws, weight, MONTHS - 1, 3)
    assert np.isnan(futures[1]).all() and not np.isnan(futures[0]).any()


def test_100_percent_can_be_reached_and_nothing_lies_beyond_it(laws):
    futures = members(laws, only(laws, (law_of(laws, "line"), 1.0)), MONTHS - 1, 50)
    assert (futures[0, :, -1] == 1).all()  # the line would be at 1.19
    assert (futures <= 1).all() and (futures >= 0).all()


def test_the_spread_of_a_line_is_that_of_students_law():
    """Eight degrees of freedom: quantile 0.9 is 1.397; the noise of one month lies beside it."""
    rng = np.random.default_rng(3)
    laws = laws_of([0.3 + 0.005 * np.arange(MONTHS) + 0.02 * rng.standard_normal(MONTHS)])
    still = law_of(laws, "still")
    futures = members(laws, only(laws, (still, 1.0)), MONTHS - 1, 12, 3000)
    number = still - len(laws.curves.ceilings)
    spread = np.sqrt(laws.walks.variance[number, 0, -1] * 12)
    place = laws.walks.first[number, 0, -1]
    expected = 1 / (1 + np.exp(-(place + 1.397 * spread)))
    assert np.quantile(futures[0, :, 11], 0.9) == pytest.approx(expected, rel=1e-3)


def test_ceilings_lie_between_those_of_the_grid_too():
    share = 0.65 / (1 + np.exp(3.5 - 0.09 * np.arange(MONTHS)))  # to 0.46 of 0.65
    laws = laws_of([share])
    futures = members(laws, only(laws, (law_of(laws, "logistic", 0.65), 1.0)), MONTHS - 1, 400)
    last = futures[0, :, -1]
    assert last.min() == pytest.approx(0.625, abs=0.01)
    assert last.max() == pytest.approx(0.675, abs=0.01)
    assert np.histogram(last, 5)[0].min() > 10


def sorted_futures(*values):
    return np.array(values, dtype=float)[None, :, None]


def test_as_many_futures_lie_below_an_interval_as_above():
    """Of 11 from 0 to 1 in tenths 80 % lie from the second to the tenth."""
    low, high = ends(sorted_futures(*np.arange(11) / 10), 0.8, None)
    assert (low[0, 0], high[0, 0]) == pytest.approx((0.1, 0.9))


def test_where_the_bound_takes_part_the_other_side_gives_it_up():
    """Four of eleven at 100 %: none lies above, so all 20 % may lie below: from the third."""
    ordered = sorted_futures(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1, 1, 1, 1)
    low, high = ends(ordered, 0.8, 1.0)
    assert (low[0, 0], high[0, 0]) == pytest.approx((0.3, 1.0))
    low, high = ends(ordered, 0.8, None)  # what is no share has no top
    assert (low[0, 0], high[0, 0]) == pytest.approx((0.2, 1.0))


def test_where_less_than_a_tenth_lies_at_the_bound_nothing_moves():
    ordered = sorted_futures(*np.append(np.linspace(0.1, 0.9, 20), 1.0))
    low, high = ends(ordered, 0.8, 1.0)
    assert low[0, 0] == pytest.approx(np.quantile(ordered, 0.1))
    assert high[0, 0] == pytest.approx(np.quantile(ordered, 0.9))


def test_at_nobody_the_upper_side_gives_it_up():
    ordered = sorted_futures(0, 0, 0, 0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
    low, high = ends(ordered, 0.8, 1.0)
    assert (low[0, 0], high[0, 0]) == pytest.approx((0.0, 0.85))


def test_the_middle_is_the_median():
    assert middle(sorted_futures(0.1, 0.2, 0.6, 0.9))[0, 0] == pytest.approx(0.4)
