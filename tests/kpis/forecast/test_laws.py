"""Forecasts of series whose law is known: intervals hold what they promise, trends are followed.

Each law: 60 communes of 8,000 people, 50 months known and 12 to come, from a seed.
"""

import numpy as np
import pytest

from kpis.forecast.history import History, judged
from kpis.forecast.outlook import single

AREAS, KNOWN, AHEAD, PEOPLE = 60, 50, 12, 8000
MONTHS = np.arange(KNOWN + AHEAD)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def walk(rng, size):
    return np.cumsum(rng.normal(0, size, (AREAS, KNOWN + AHEAD)), axis=1)


def linear(rng, each):
    return 0.2 + each(0.003, 0.009) * MONTHS


def logistic(rng, each):
    return each(0.6, 0.95) * sigmoid((MONTHS - each(18, 34)) / each(7, 11))


def step(rng, each):
    return each(0.3, 0.4) + each(0.1, 0.3) * (each(15, 30) <= MONTHS)


def seasonal(rng, each):
    return 0.5 + each(0.02, 0.06) * np.sin(2 * np.pi * (MONTHS + each(0, 12)) / 12)


def noise(rng, each):
    return each(0.3, 0.7) + 0 * MONTHS


def random_walk(rng, each):
    return sigmoid(each(-1, 1) + walk(rng, 0.05))


LAWS = {law.__name__: law for law in (linear, logistic, step, seasonal, noise, random_walk)}
TRENDS = {"linear", "logistic"}


def past_of(share, rng, wobble=0.01):
    """A history of shares with noise, counted in whole people."""
    noisy = np.clip(share + rng.normal(0, wobble, share.shape), 0, 1)
    up = np.rint(noisy * PEOPLE)
    down = np.full_like(up, PEOPLE)
    status, reason = judged(100 * up / down, np.zeros(len(up), dtype=int), top=100)
    codes = [f"{area:05d}" for area in range(len(up))]
    return History(codes, up, down, 100 * up / down, status, reason, True)


def made(law, seed):
    """The forecast of what is known, and what comes, as shares."""
    rng = np.random.default_rng(seed)

    def each(low, high):
        return rng.uniform(low, high, (AREAS, 1))

    whole = past_of(LAWS[law](rng, each), rng)
    seen = {
        name: getattr(whole, name)[:, :KNOWN] for name in ("numerators", "denominators", "values")
    }
    return single(History(**{**vars(whole), **seen}), AHEAD, 100), whole.values[:, KNOWN:] / 100


@pytest.fixture(scope="module", params=LAWS)
def result(request):
    runs = [made(request.param, seed) for seed in (1, 2, 3)]
    hits = {}
    for share in (0.8, 0.95):
        ends = [(forecast.ends(share), came) for forecast, came in runs]
        hits[share] = np.mean(
            [((low <= came) & (came <= high)).mean() for (low, high), came in ends]
        )
    missed = sum(np.abs(forecast.ratios - came).sum() for forecast, came in runs)
    stayed = sum(np.abs(forecast.past.values[:, -1:] / 100 - came).sum() for forecast, came in runs)
    return request.param, hits, missed / stayed, runs


def test_four_of_five_outcomes_of_the_year_to_come_lie_within_the_interval(result):
    law, hits, _, _ = result
    assert 0.75 <= hits[0.8] <= 0.90, law
    assert 0.90 <= hits[0.95] <= 1.0, law


def test_what_is_reported_of_the_past_is_what_the_future_brings(result):
    law, hits, _, runs = result
    reported = [forecast.run.hits_80.sum() / forecast.run.outcomes.sum() for forecast, _ in runs]
    assert abs(np.mean(reported) - hits[0.8]) < 0.15, law


def test_a_trend_is_followed_and_nothing_is_much_worse_than_no_change(result):
    law, _, mase, _ = result
    assert mase < (0.5 if law in TRENDS else 1.05), law


def test_the_interval_of_95_holds_that_of_80_and_the_forecast_and_stays_within_its_scale(result):
    for forecast, _ in result[3]:
        (low, high), (lower, higher) = forecast.ends(0.8), forecast.ends(0.95)
        inner = (lower <= low) & (low <= forecast.ratios + 1e-12)
        outer = (forecast.ratios <= high + 1e-12) & (high <= higher)
        assert (inner & outer & (lower >= 0) & (higher <= 1)).all()
