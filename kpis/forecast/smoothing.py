"""Naive and damped-trend forecasts of many series at once and at every origin.

An origin is the last month that a forecast knows. One pass through time fits all of them: what is
known at an origin is what was filtered until then, so nothing is fitted twice.

Arrays: series × time on the working scale (NaN: no value); forecasts are series × origin × step,
the first step being one month after the origin.
"""

from itertools import product

import numpy as np
import numpy.typing as npt

from kpis.forecast.scale import Array

ALPHAS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0)
BETAS = (0.0, 0.05, 0.15, 0.3, 0.6)  # share of the step of the level that the trend takes
PHIS = (0.8, 0.9, 0.95, 0.98)  # from 0.8 to 0.98, the usual range of damping
GRID = tuple(product(ALPHAS, BETAS, PHIS))
MEMORY = 0.97  # weight of an error against that of the next month, when parameters are compared
YEAR = 12


def last_known(series: Array) -> Array:
    """Series × time: the latest value at each time, NaN before the first."""
    newest = newest_at(series)
    taken = np.take_along_axis(series, np.maximum(newest, 0), axis=1)
    return np.where(newest < 0, np.nan, taken)


def newest_at(series: Array) -> npt.NDArray[np.intp]:
    """Series × time: the time of the latest value at each time, −1 before the first."""
    index = np.where(np.isnan(series), -1, np.arange(series.shape[1]))
    return np.asarray(np.maximum.accumulate(index, axis=1))


def naive(series: Array, steps: int) -> Array:
    """The random walk: every month to come is like the latest one known."""
    return np.repeat(last_known(series)[:, :, None], steps, axis=2)


def damped(series: Array, steps: int, grid: tuple[tuple[float, float, float], ...] = GRID) -> Array:
    """Holt's damped trend, ETS(A,Ad,N): Hyndman, Koehler, Ord, Snyder (2008), chapter 2.

    Of the grid of (α, β/α, φ) each series has at each origin the one with the least squared error
    of one month ahead until then. A month without a value moves the state and corrects nothing.
    """
    alpha, share, phi = (np.array(column)[None, :] for column in zip(*grid, strict=True))
    level, trend = (np.repeat(part[:, None], len(grid), axis=1) for part in starts(series))
    begun = np.argmax(~np.isnan(series), axis=1)
    lost, rows = np.zeros_like(level), np.arange(len(series))
    moved = np.cumsum(phi[0][:, None] ** np.arange(1, steps + 1), axis=1)  # φ + φ² + … + φ^h
    found = np.full((*series.shape, steps), np.nan)
    for month in range(series.shape[1]):
        moving = (month >= begun)[:, None]
        value = series[:, month][:, None]
        trend = np.where(moving, phi * trend, trend)
        expected = np.where(moving, level + trend, level)
        error = np.where(moving & ~np.isnan(value), value - expected, 0.0)
        level, trend = expected + alpha * error, trend + alpha * share * error
        lost = MEMORY * lost + error**2
        best = np.argmin(lost, axis=1)
        found[:, month] = level[rows, best][:, None] + trend[rows, best][:, None] * moved[best]
    return np.where(np.isnan(last_known(series))[:, :, None], np.nan, found)


def starts(series: Array) -> tuple[Array, Array]:
    """Level and trend a month before the first value: back from it by the first year's pace."""
    known = last_known(series)
    first = np.argmax(~np.isnan(series), axis=1)
    later = np.minimum(first + YEAR - 1, series.shape[1] - 1)
    begin, end = (np.take_along_axis(known, at[:, None], axis=1)[:, 0] for at in (first, later))
    pace = np.nan_to_num((end - begin) / np.maximum(later - first, 1))
    return np.nan_to_num(begin) - pace, pace
