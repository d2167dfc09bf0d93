"""The models that compete, on the working scale of a KPI."""

import numpy as np

from kpis.forecasting.logistic import logistic
from kpis.forecasting.scale import Array
from kpis.forecasting.smoothing import damped, naive

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
