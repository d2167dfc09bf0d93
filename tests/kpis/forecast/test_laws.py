"""The laws: what they foretell where it can be worked out by hand, and what they know when."""

import numpy as np
import pytest
from scipy.special import expit, logit
from statsmodels.tsa.holtwinters import Holt

from kpis.forecast.laws import (
    CARRIED,
    DAMPED,
    LINE,
    LOGISTIC,
    PRIOR,
    STILL,
    STOPS,
    TO_ALL,
    TRENDS,
    WALK,
    fitted,
)
from kpis.forecast.weighing import scores, weights

MONTHS, PEOPLE = 50, 1e9  # so many people that half of one is nothing
NAN = float("nan")


def laws_of(shares, people=PEOPLE, is_share=True):
    up = np.array(shares, dtype=float) * people
    return fitted(up, np.where(np.isnan(up), NAN, people), is_share, 12)


def middle(laws, step, origin=MONTHS - 1):
    """The middle of each law of the first series."""
    return laws.predict(np.array([origin]), step)[0][:, 0, 0]


def which(laws, kind, **more):
    """The laws of a kind; ceiling and carries choose among them."""
    ceilings = np.concatenate([laws.curves.ceilings, laws.walks.ceilings])
    carries = np.concatenate([laws.curves.carries, np.zeros(len(laws.walks.ceilings), bool)])
    chosen = np.array(laws.names) == kind
    if "ceiling" in more:
        chosen &= np.isclose(ceilings, more["ceiling"])
    if "carries" in more:
        chosen &= carries == more["carries"]
    return np.flatnonzero(chosen)


def test_a_line_without_noise_is_foretold_exactly_and_stops_at_its_end():
    laws = laws_of([0.2 + 0.01 * np.arange(MONTHS)])
    for law in which(laws, LINE, ceiling=1.0):
        assert middle(laws, 12)[law] == pytest.approx(0.2 + 0.01 * 61, abs=1e-9)
        assert middle(laws, 50)[law] == 1.0  # 1.19
    for stop in STOPS:
        for law in which(laws, LINE, ceiling=stop):
            assert middle(laws, 50)[law] == pytest.approx(stop)


@pytest.mark.parametrize("ceiling", [0.6, 0.8, 1.0])
def test_a_logistic_curve_without_noise_is_foretold_and_its_ceiling_weighs_most(ceiling):
    share = ceiling * expit(-3 + 0.1 * np.arange(100))
    laws = laws_of([share[:MONTHS]] * 5)
    for law in which(laws, LOGISTIC, ceiling=ceiling):
        assert middle(laws, 12)[law] == pytest.approx(share[61], abs=0.002)
        assert middle(laws, 50)[law] == pytest.approx(share[99], abs=0.005)
    weight, _ = weights(laws, scores(laws), MONTHS - 1)
    curves = np.flatnonzero(~laws.curves.straight)
    by_ceiling = {
        one: weight[curves[np.isclose(laws.curves.ceilings[curves], one)], 0].sum()
        for one in set(laws.curves.ceilings[curves])
    }
    assert max(by_ceiling, key=by_ceiling.get) == pytest.approx(ceiling)


def test_an_error_that_carries_on_is_carried_on():
    """0.5 until the last month, 0.52 in it: of the error of about 0.02 0.7 are left, then 0.49."""
    share = np.full(MONTHS, 0.5)
    share[-1] = 0.52
    laws = laws_of([share])
    (law,) = which(laws, LINE, ceiling=1.0, carries=True)
    curves = laws.curves
    first, slope = curves.first[law, 0, -1], curves.slope[law, 0, -1]
    for step in (1, 2):
        error = 0.52 - first - slope * (MONTHS - 1)
        expected = first + slope * (MONTHS - 1 + step) + error * CARRIED**step
        assert middle(laws, step)[law] == pytest.approx(expected)
    (plain,) = which(laws, LINE, ceiling=1.0, carries=False)
    assert middle(laws, 1)[plain] < middle(laws, 1)[law]


def test_a_line_is_that_of_least_squares_with_its_covariance():
    rng = np.random.default_rng(4)
    share = 0.3 + 0.004 * np.arange(MONTHS) + 0.01 * rng.standard_normal(MONTHS)
    laws = laws_of([share])
    (law,) = which(laws, LINE, ceiling=1.0, carries=False)
    noise = laws.noise(laws.values)[0] if laws.noise_power else np.ones(MONTHS)
    if laws.noise_power == 0:
        (slope, first), covariance = np.polyfit(np.arange(MONTHS), share, 1, cov=True)
        assert laws.curves.slope[law, 0, -1] == pytest.approx(slope)
        assert laws.curves.first[law, 0, -1] == pytest.approx(first)
        at = (np.array(law), np.array(0), np.array(MONTHS - 1))
        spread = laws.curves.ahead(at, np.array(12))[1]
        time = MONTHS - 1 + 12
        expected = covariance[0, 0] * time**2 + 2 * covariance[0, 1] * time + covariance[1, 1]
        assert spread == pytest.approx(np.sqrt(expected))
    assert (noise > 0).all()


def test_noise_of_one_size_is_told_from_noise_that_falls_towards_the_ends():
    rng = np.random.default_rng(5)
    share = expit(np.linspace(-4, 4, MONTHS))[None] * np.ones((40, 1))
    points = share + 0.004 * rng.standard_normal(share.shape)
    logits = expit(logit(share) + 0.1 * rng.standard_normal(share.shape))
    assert laws_of(np.clip(points, 0, 1)).noise_power == 0
    assert laws_of(logits).noise_power == 1


def test_a_walk_goes_on_with_the_drift_seen_and_its_variance_adds_up():
    """Steps of 0.1 and 0.3 by turns on the logit: drift 0.2 (by hand), variance of a step 0.01."""
    steps = np.tile([0.1, 0.3], MONTHS // 2)[: MONTHS - 1]
    place = np.concatenate([[-5.0], -5 + np.cumsum(steps)])
    laws = laws_of([expit(place)])
    law = which(laws, WALK, ceiling=1.0)[0]  # the first is that on the logit
    drift = steps.mean()
    assert middle(laws, 6)[law] == pytest.approx(expit(place[-1] + 6 * drift), abs=1e-5)
    variance = ((steps - drift) ** 2).sum() / (len(steps) - 1)
    at = (np.array(law - len(laws.curves.ceilings)), np.array(0), np.array(MONTHS - 1))
    spread = laws.walks.ahead(at, np.array(6))[1]
    assert spread**2 == pytest.approx(variance * 6 + variance / len(steps) * 36, rel=1e-3)
    still = which(laws, STILL)[0]
    assert middle(laws, 6)[still] == pytest.approx(expit(place[-1]), abs=1e-6)
    at = (np.array(still - len(laws.curves.ceilings)), np.array(0), np.array(MONTHS - 1))
    assert laws.walks.ahead(at, np.array(6))[1] ** 2 == pytest.approx(
        6 * (steps**2).sum() / len(steps), rel=1e-3
    )


def test_a_walk_below_a_lid_approaches_it():
    share = 0.8 * expit(-2 + 0.08 * np.arange(100))
    laws = laws_of([share[:MONTHS]])
    law = which(laws, WALK, ceiling=0.8)[0]
    assert middle(laws, 50)[law] == pytest.approx(share[99], abs=1e-4)


def damped_by_hand(places, smooth, share, kept, steps):
    """Holt's damped trend as it is written in books, in plain Python."""
    level, trend = places[0], (places[11] - places[0]) / 11
    for place in places[1:]:
        expected = level + kept * trend
        error = place - expected
        level, trend = expected + smooth * error, kept * trend + smooth * share * error
    return level + sum(kept**step * trend for step in range(1, steps + 1))


@pytest.mark.parametrize("number", range(len(TRENDS)))
def test_a_damped_trend_is_that_of_plain_python(number):
    rng = np.random.default_rng(number)
    places = np.cumsum(rng.normal(0.05, 0.1, MONTHS)) - 2
    laws = laws_of([expit(places)])
    law = which(laws, DAMPED)[number]
    expected = damped_by_hand(places, *TRENDS[number], 18)
    assert middle(laws, 18)[law] == pytest.approx(expit(expected), abs=1e-6)


def test_a_damped_trend_is_that_of_statsmodels():
    rng = np.random.default_rng(9)
    places = np.cumsum(rng.normal(0.05, 0.1, MONTHS)) - 2
    laws = laws_of([expit(places)])
    for law, (smooth, share, kept) in zip(which(laws, DAMPED), TRENDS, strict=True):
        model = Holt(
            places[1:],
            damped_trend=True,
            initialization_method="known",
            initial_level=places[0],
            initial_trend=(places[11] - places[0]) / 11,
        )
        found = model.fit(
            smoothing_level=smooth, smoothing_trend=share, damping_trend=kept, optimized=False
        )
        assert middle(laws, 18)[law] == pytest.approx(expit(found.forecast(18)[-1]), abs=1e-6)


def test_the_variance_of_a_damped_trend_adds_up_what_an_error_moves():
    """ETS(A,Ad,N): 1 + Σ (α + αβ* (φ + … + φ^j))² of the errors before the last one."""
    smooth, share, kept = TRENDS[-1]
    laws = laws_of([0.2 + 0.01 * np.arange(MONTHS)])
    expected = 1.0
    for lag in range(1, 6):
        expected += (smooth * (1 + share * sum(kept**j for j in range(1, lag + 1)))) ** 2
    assert laws.walks.spreads[-1, 6] == pytest.approx(expected)
    assert laws.walks.ways[-1, 3] == pytest.approx(kept + kept**2 + kept**3)


def test_a_prior_is_shared_by_the_laws_of_a_kind_and_100_percent_has_its_part():
    laws = laws_of([0.2 + 0.01 * np.arange(MONTHS)])
    for kind, whole in PRIOR.items():
        assert laws.prior[which(laws, kind)].sum() == pytest.approx(whole)
    to_all = laws.prior[which(laws, LOGISTIC, ceiling=1.0)].sum()
    assert to_all == pytest.approx(PRIOR[LOGISTIC] * TO_ALL)


@pytest.mark.parametrize("is_share", [True, False])
def test_gaps_and_late_starts_give_no_nan_and_no_warning(is_share):
    rng = np.random.default_rng(6)
    share = 0.2 + 0.01 * np.arange(MONTHS) + 0.01 * rng.standard_normal((4, MONTHS))
    share[0, 20:24] = NAN
    share[1, :25] = NAN
    share[2, ::3] = NAN
    share[3, -4:] = NAN
    laws = laws_of(share, 500, is_share)
    found, deviation = laws.predict(np.arange(14, MONTHS), 12)
    possible = laws.possible[:, :, 14:]
    assert np.isfinite(found[possible]).all() and (deviation[possible] > 0).all()
    assert possible[:, 1, -1].any() and not laws.possible[:, 1, 30].any()


def test_a_month_without_a_value_is_bridged():
    share = 0.2 + 0.01 * np.arange(MONTHS)
    gap = share.copy()
    gap[30:33] = NAN
    for step in (1, 12):
        whole, told = (middle(laws_of([one]), step) for one in (share, gap))
        names, possible = np.array(laws_of([share]).names), laws_of([gap]).possible[:, 0, -1]
        chosen = possible & ((names == LINE) | (names == WALK))
        assert told[chosen] == pytest.approx(whole[chosen], abs=0.01)


def test_nothing_that_came_later_changes_a_forecast():
    rng = np.random.default_rng(7)
    share = np.clip(0.3 + 0.008 * np.arange(MONTHS) + rng.normal(0, 0.01, (3, MONTHS)), 0, 1)
    later = share.copy()
    later[:, 38:] = 0.05  # the last year, which is judged
    origins = np.array([14, 20, 37])
    before, after = (laws_of(one).predict(origins, 12) for one in (share, later))
    for one, other in zip(before, after, strict=True):
        known = laws_of(share).possible[:, :, origins]
        assert one[known] == pytest.approx(other[known], abs=1e-9)


def test_a_year_of_values_is_the_least_that_a_law_knows():
    laws = laws_of([0.2 + 0.01 * np.arange(MONTHS)])
    assert not laws.possible[:, 0, 10].any()
    assert laws.possible[:, 0, 11].any()
