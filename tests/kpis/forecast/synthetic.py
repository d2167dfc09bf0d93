"""Shares whose law is known, in batches of areas that share a law and nothing else.

Four laws; speeds, starts and noise are drawn for each area. What the forecasts make of them is held
against what came by tests/kpis/forecast/judging.py.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, logit

from kpis.forecast.scale import Array

AREAS, SEEN, MONTHS = 57, 50, 100


class Law(StrEnum):
    """How the share goes on."""

    TO_ALL = "logistic to 100 %"
    TO_CEILING = "logistic to 60–100 %"
    LINE = "straight to 100 %, held"
    WALK = "random walk with drift"


@dataclass(frozen=True)
class Noise:
    """What is added to each month's share: its size is drawn for each area.

    low and high: of the standard deviation, in points; carried: the part of it that is still there
    a month later; in_logits: on the logit scale, where four times the size stands for a point.
    """

    low: float = 0.1
    high: float = 1.5
    carried: float = 0.0
    in_logits: bool = False


POINTS = Noise()
NOISES = {
    "points": POINTS,
    "carried on by 0.8": Noise(carried=0.8),
    "logits": Noise(in_logits=True),
    "small": Noise(0.05, 0.3),
}


def batch(
    law: Law, seed: int, noise: Noise | None = POINTS, areas: int = AREAS, months: int = MONTHS
) -> tuple[Array, Array]:
    """Numerators and denominators, area × month; whole people, the same on every run.

    noise: None adds none (a random walk has its own). A straight line that has come to 100 % stays
    there exactly.
    """
    rng = np.random.default_rng([list(Law).index(law), seed])

    def each(low: float, high: float) -> Array:
        return rng.uniform(low, high, (areas, 1))

    month, start = np.arange(months), each(0.03, 0.45)
    if law is Law.LINE:
        share = np.minimum(start + each(0.003, 0.02) * month, 1.0)
    elif law is Law.WALK:
        steps = each(0.02, 0.15) * rng.standard_normal((areas, months))
        share = expit(logit(start) + each(-0.01, 0.06) * month + np.cumsum(steps, axis=1))
    else:
        ceiling = np.ones((areas, 1)) if law is Law.TO_ALL else each(0.6, 1.0)
        share = ceiling * expit(logit(start / ceiling) + each(0.02, 0.1) * month)
    if noise is not None:
        held = share == 1
        share = np.where(held, share, _noisy(share, noise, rng))
    people = np.round(np.exp(each(np.log(800), np.log(30_000)))) * np.ones(months)
    return np.round(np.clip(share, 0, 1) * people), people


def _noisy(share: Array, noise: Noise, rng: np.random.Generator) -> Array:
    size = rng.uniform(noise.low, noise.high, (len(share), 1)) / 100
    error = rng.standard_normal(share.shape)
    for month in range(1, share.shape[1]):
        fresh = np.sqrt(1 - noise.carried**2) * error[:, month]
        error[:, month] = noise.carried * error[:, month - 1] + fresh
    if noise.in_logits:
        return np.asarray(expit(logit(np.clip(share, 1e-6, 1 - 1e-6)) + 4 * size * error))
    return share + size * error
