"""What each law weighs in each series: by how well it foretold, in this series and in all others.

The laws of a KPI compete on rolling origins: the logarithm of the density that each gave to what
came, half a year, a year and a year and a half ahead. What a law weighs before a series of its own
is looked at is learned from all series of the KPI together (empirical Bayes, by EM), because fifty
months of one commune cannot tell an S from a line, and those of fifty communes can. No law falls
below a floor: what is unlikely by now is not impossible in four years.
"""

import numpy as np

from kpis.forecast.laws import Laws
from kpis.forecast.scale import Array

AHEAD = (6, 12, 18)  # months ahead at which the laws compete
FROM = 14  # months that a law has seen before it is judged
FREEDOM = 5.0  # of Student's law: one wrong month does not decide
TEMPER = 1.5  # weight of a stretch as long as the step: overlapping forecasts say little new
IMPOSSIBLE = -3.0  # the log score of a ceiling that lies below what was seen
FLOOR = 0.165  # enough to reach the interval of 80 %: tests/bench/bench_reliability.py
PRIOR_SERIES = 4.0  # series' worth of the prior
ROUNDS = 3  # few: areas share what happens to all, they are not as many witnesses


def scores(laws: Laws) -> list[tuple[int, Array, Array]]:
    """By step, the log densities that each law gave to what came, added up from origin to origin.

    Law × series × origin from FROM on; and of how many origins, series × origin.
    """
    months = laws.values.shape[1]
    found = []
    for step in AHEAD:
        origins = np.arange(FROM, months - step)
        if len(origins):
            middle, deviation = laws.predict(origins, step)
            off = (laws.values[:, origins + step] - middle) / deviation
            density = -np.log(deviation) - (FREEDOM + 1) / 2 * np.log1p(off**2 / FREEDOM)
            density = np.where(laws.possible[:, :, origins], density, IMPOSSIBLE)
            is_known = ~np.isnan(density)
            total = np.cumsum(np.where(is_known, density, 0.0), axis=2)
            found.append((step, total, np.cumsum(is_known, axis=2)))
    return found


def weights(
    laws: Laws, scored: list[tuple[int, Array, Array]], origin: int, prior: Array | None = None
) -> tuple[Array, Array]:
    """What each law weighs at an origin, by what was known then: law × series, and over all.

    prior: what the laws weigh before these series are looked at (None: before anything is).
    """
    before = laws.prior if prior is None else prior
    total = np.zeros((len(laws.names), len(laws.values)))
    for step, added, counted in scored:
        last = origin - step - FROM  # the last origin of which the outcome is known by now
        if last >= 0:
            count = counted[:, :, last]
            mean = added[:, :, last] / np.maximum(count, 1)
            total += mean * np.maximum(count / step, count > 0) * TEMPER / len(AHEAD)
    possible = laws.possible[:, :, origin]
    total = np.where(possible, total, -np.inf)
    best = np.where(possible.any(axis=0), total.max(axis=0), 0.0)
    likely = np.exp(total - best)
    usable = possible.any(axis=0)
    shared = before
    for _ in range(ROUNDS):
        own = _normal(shared[:, None] * likely)
        shared = (own[:, usable].sum(axis=1) + PRIOR_SERIES * before) / (
            usable.sum() + PRIOR_SERIES
        )
    own = _normal(shared[:, None] * likely)
    floor = _normal(np.where(possible, laws.prior[:, None], 0.0))
    return (1 - FLOOR) * own + FLOOR * floor, shared


def _normal(parts: Array) -> Array:
    whole = parts.sum(axis=0)
    return np.where(whole > 0, parts / np.where(whole > 0, whole, 1), 0.0)
