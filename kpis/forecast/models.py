"""The models that compete, on the working scale of a KPI."""

import numpy as np

from kpis.forecast.scale import Array
from kpis.forecast.smoothing import YEAR, damped, last_known, naive, newest_at

CEILINGS = np.concatenate([np.arange(0.04, 0.89, 0.04), np.linspace(0.9, 1.0, 9)])
FLOORS = (0.0, 0.5, 0.8, 0.95)  # shares of the least value of the first year: what was before
MEMORY = 0.97  # weight of a month against that of the next
ROOM = 1e-6
WIDTH = 1e-3  # the least distance of a ceiling from its floor


def logistic(shares: Array, steps: int) -> Array:
    """y = F + (K − F) / (1 + exp(−(a + b·t))), with F and K from a grid.

    For each pair a weighted line goes through logit((y − F) / (K − F)). Weights are the squared
    slope of the curve, so errors on the line count as errors of the share (delta method) and pairs
    can be compared by them; a ceiling below a value already seen is out. The curve is moved to pass
    through the latest value: it says how a series goes on, not where it stands.
    """
    early = np.where(np.arange(shares.shape[1]) <= _first(shares) + YEAR - 1, shares, np.nan)
    least = np.nan_to_num(np.fmin.reduce(early, axis=1))[:, None]
    fitted = [_fit(shares, steps, floor * least) for floor in FLOORS]
    best = np.argmin(np.stack([lost for _, lost in fitted]), axis=0)
    curves = np.stack([curve for curve, _ in fitted])
    return np.asarray(np.take_along_axis(curves, best[None, :, :, None], axis=0)[0])


def _fit(shares: Array, steps: int, floor: Array) -> tuple[Array, Array]:
    """The curve over one floor (series × 1) with its best ceiling, and the squared error of it."""
    height = np.maximum(CEILINGS[None, :, None] - floor[:, :, None], WIDTH)
    part = np.clip((shares[:, None, :] - floor[:, :, None]) / height, ROOM, 1 - ROOM)
    known = ~np.isnan(shares)[:, None, :]
    weight = np.where(known, (height * part * (1 - part)) ** 2, 0.0)
    logit = np.where(known, np.log(part / (1 - part)), 0.0)
    time = np.arange(shares.shape[1], dtype=float)[None, None, :]
    terms = (np.ones_like(logit), time, logit, time**2, time * logit, logit**2)
    s, t, z, tt, tz, zz = (_remembered(weight * term) for term in terms)
    spread = tt * s - t**2
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(spread > 0, (tz * s - t * z) / spread, 0.0)
        lost = zz - z**2 / s - slope * (tz - t * z / s)
    seen = np.fmax.accumulate(np.nan_to_num(shares), axis=1)[:, None, :]
    ceilings = CEILINGS[None, :, None]
    out = (seen > ceilings) & (ceilings < CEILINGS.max())
    lost = np.where(out, np.inf, np.nan_to_num(lost, nan=np.inf))
    best = np.argmin(lost, axis=1)[:, None, :]
    pace, least = (np.take_along_axis(x, best, axis=1)[:, 0] for x in (slope, lost))
    room = np.maximum(CEILINGS[best[:, 0]] - floor, WIDTH)
    now = np.clip((last_known(shares) - floor) / room, ROOM, 1 - ROOM)
    age = np.arange(shares.shape[1]) - newest_at(shares)
    since = age[:, :, None] + np.arange(1, steps + 1)
    ahead = np.log(now / (1 - now))[:, :, None] + pace[:, :, None] * since
    curve = floor[:, :, None] + room[:, :, None] / (1 + np.exp(-np.clip(ahead, -700, 700)))
    return curve, least


def _first(shares: Array) -> Array:
    return np.asarray(np.argmax(~np.isnan(shares), axis=1)[:, None].astype(float))


def _remembered(terms: Array) -> Array:
    """Sums over time in which each month counts MEMORY times the one after it."""
    total = np.array(terms)
    for month in range(1, terms.shape[-1]):
        total[..., month] += MEMORY * total[..., month - 1]
    return total


NAIVE, DAMPED, LOGISTIC, AVERAGE = "naive", "damped", "logistic", "average"
LEAST_FIT = 12  # a model that knows fewer months says nothing
EDGE = 1e-9


def names(is_share: bool) -> tuple[str, ...]:
    """The models for a KPI, the naive one first; only a share has a ceiling to grow to."""
    return (NAIVE, DAMPED, LOGISTIC, AVERAGE) if is_share else (NAIVE, DAMPED)


def forecasts(places: Array, steps: int, is_share: bool) -> Array:
    """Model × series × origin × step, on the working scale; NaN where too little is known.

    places: series × time. The average is that of damped trend and logistic curve: they err to
    opposite sides where growth slows down, and an average of two is hard to beat (Makridakis et
    al., The M4 competition, 2020).
    """
    found = [naive(places, steps), damped(places, steps)]
    if is_share:
        curve = np.clip(logistic(1 / (1 + np.exp(-places)), steps), EDGE, 1 - EDGE)
        found.append(np.log(curve / (1 - curve)))
        found.append((found[1] + found[2]) / 2)
    enough = np.cumsum(~np.isnan(places), axis=1) >= LEAST_FIT
    return np.where(enough[None, :, :, None], np.stack(found), np.nan)
