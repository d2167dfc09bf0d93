"""Errors of the rolling origins, and the model by which each series is forecast.

Arrays: forecasts are model × series × origin × step, errors have the same shape. An error is known
at an origin only if the month that it is about is not later.
"""

import numpy as np
import numpy.typing as npt

from kpis.forecast.scale import Array

Index = npt.NDArray[np.intp]

ORIGINS = 18  # back-test on the origins of the last year and a half
STEPS = 12
MEMORY = 0.9  # weight of an error against one about the next month: what was true lately counts
OWN = 0.5  # weight of a series' own errors against those of all series, when a model is chosen


def errors(actual: Array, forecasts: Array) -> Array:
    """What came (series × time) minus what was forecast; NaN where the month is not there yet."""
    months, steps = forecasts.shape[-2:]
    about = np.arange(months)[:, None] + np.arange(1, steps + 1)
    came = np.where(about < months, actual[:, np.minimum(about, months - 1)], np.nan)
    return np.asarray(came - forecasts)


def weights(origin: int, months: int, steps: int, origins: int = ORIGINS) -> Array:
    """Origin × step: the weight at an origin of each error known by then, 0 for all others."""
    earlier = np.arange(months)[:, None]
    about = earlier + np.arange(1, steps + 1)
    known = (earlier >= origin - origins) & (about <= origin)
    return np.where(known, MEMORY ** np.maximum(origin - about, 0), 0.0)


def weighted_mean(absolute: Array, weight: Array) -> Array:
    """The mean over origin × step of errors with a weight; NaN where there is none."""
    used = np.where(np.isnan(absolute), 0.0, weight)
    total = used.sum(axis=(-2, -1))
    lost = (used * np.nan_to_num(absolute)).sum(axis=(-2, -1))
    return np.asarray(np.where(total > 0, lost / np.where(total > 0, total, 1), np.nan))


def choose(scores: Array) -> Index:
    """For each series the model (the naive one is 0) of the least MASE.

    scores: model × series, mean absolute errors. MASE is such an error over that of the naive model
    on the same origins and steps (Hyndman and Koehler 2006, with this as the scale). A dozen
    overlapping origins say little of one series, so its own MASE counts half and that of all series
    of the KPI the other half. The first of equals wins, so the naive one where nothing is known.
    """
    base = scores[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(base > 0, scores / base, np.where(scores > 0, np.inf, 1.0))
    whole = np.nansum(base)
    pooled = np.nansum(scores, axis=1) / whole if whole > 0 else np.ones(len(scores))
    together = OWN * own + (1 - OWN) * pooled[:, None]
    return np.asarray(np.argmin(np.where(np.isnan(scores), np.inf, together), axis=0))
