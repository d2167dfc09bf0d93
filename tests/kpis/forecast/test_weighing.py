"""What laws weigh: by what they foretold in one series and in all; the floor; the impossible."""

import numpy as np
import pytest
from scipy.special import expit

from kpis.forecast import weighing
from kpis.forecast.laws import LINE, LOGISTIC, STILL, fitted
from kpis.forecast.weighing import FLOOR, scores, weights

MONTHS = 50


def laws_of(shares, people=10_000):
    down = np.full(np.shape(shares), float(people))
    return fitted(np.round(np.array(shares) * people), down, True, 12)


def weighed(laws, origin=MONTHS - 1, prior=None):
    return weights(laws, scores(laws), origin, prior)


def of_kind(laws, weight, kind):
    """The weight of a kind of law in each series."""
    return weight[np.array(laws.names) == kind].sum(axis=0)


def straight(count=1, months=MONTHS, noise=0.004):
    rng = np.random.default_rng(3)
    starts, paces = rng.uniform(0.1, 0.3, (count, 1)), rng.uniform(0.004, 0.009, (count, 1))
    return starts + paces * np.arange(months) + noise * rng.standard_normal((count, months))


def test_weights_add_up_to_one_and_no_possible_law_falls_below_its_floor():
    laws = laws_of(straight(5))
    weight, shared = weighed(laws)
    possible = laws.possible[:, :, -1]
    floor = np.where(possible, laws.prior[:, None], 0)
    assert weight.sum(axis=0) == pytest.approx(np.ones(5))
    assert shared.sum() == pytest.approx(1)
    assert (weight >= FLOOR * floor / floor.sum(axis=0) - 1e-12).all()
    assert (weight[possible] > 0).all()


def test_a_ceiling_below_what_was_seen_weighs_nothing():
    laws = laws_of(straight())
    weight, _ = weighed(laws)
    seen = laws.values.max()
    ceilings = np.concatenate([laws.curves.ceilings, laws.walks.ceilings])
    assert (weight[ceilings < seen] == 0).all()
    assert (ceilings < seen).any()


def test_straight_lines_make_the_line_weigh_most_and_steps_without_drift_the_law_of_no_change():
    laws = laws_of(straight(20))
    assert set(laws.kinds(weighed(laws)[0])) == {LINE}
    rng = np.random.default_rng(4)
    walks = laws_of(expit(np.cumsum(0.05 * rng.standard_normal((20, MONTHS)), axis=1)))
    weight, _ = weighed(walks)
    before = walks.prior[np.array(walks.names) == STILL].sum()
    assert of_kind(walks, weight, STILL).mean() > 1.5 * before


def test_straight_series_of_other_areas_move_the_weight_of_the_line_in_a_short_one():
    whole = straight(57)
    short = whole[-1:].copy()
    short[:, : MONTHS - 20] = np.nan
    alone = laws_of(short)
    among = laws_of(np.concatenate([whole, short]))
    on_its_own = of_kind(alone, weighed(alone)[0], LINE)[0]
    with_others = of_kind(among, weighed(among)[0], LINE)[-1]
    assert with_others > 1.5 * on_its_own


def test_a_prior_from_elsewhere_replaces_that_of_the_laws():
    laws = laws_of(straight(1, noise=0.05))
    only = np.array([1.0 if name == LOGISTIC else 0.0 for name in laws.names])
    weight, _ = weighed(laws, prior=only / only.sum())
    others = np.array(laws.names) != LOGISTIC
    assert weight[others].sum() <= FLOOR + 1e-12


def test_before_anything_can_be_judged_laws_weigh_what_they_did_before():
    laws = laws_of(straight(3))
    first = weighing.FROM + min(weighing.AHEAD)
    weight, shared = weighed(laws, origin=first - 1)
    possible = laws.possible[:, :, first - 1]
    expected = np.where(possible, laws.prior[:, None], 0)
    assert shared == pytest.approx(laws.prior, abs=0.05)
    assert weight == pytest.approx(expected / expected.sum(axis=0), abs=0.05)
    assert (weighed(laws, origin=first)[0] != weight).any()


def test_nothing_that_came_later_changes_a_weight():
    shares = straight(4)
    later = shares.copy()
    later[:, 38:] = 0.9  # the last year, which is judged
    for origin in (20, 37):
        before, after = (weighed(laws_of(one), origin)[0] for one in (shares, later))
        assert before == pytest.approx(after, abs=1e-12)


def test_scores_are_the_log_density_of_students_law_added_up():
    laws = laws_of(straight(2))
    step, added, counted = scores(laws)[0]
    middle, deviation = laws.predict(np.array([14]), step)
    off = (laws.values[None, :, 14 + step] - middle[:, :, 0]) / deviation[:, :, 0]
    expected = -np.log(deviation[:, :, 0]) - 3 * np.log(1 + off**2 / 5)  # five degrees of freedom
    possible = laws.possible[:, :, 14]
    assert added[:, :, 0][possible] == pytest.approx(expected[possible])
    assert set(added[:, :, 0][~possible]) <= {weighing.IMPOSSIBLE}
    assert counted[:, :, -1].tolist() == np.full(counted.shape[:2], MONTHS - step - 14).tolist()
