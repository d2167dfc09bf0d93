"""Ensembles: of each series many possible futures, as its laws and their weights have it.

A member follows one law from the first month to the last, with one draw of the law's pace and one
of its noise, so a member that is ahead stays ahead: what the months of a year have in common is
kept. Draws are spread evenly (stratified) and always the same, so the same data give the same
forecast. Arrays: series × member × step, as ratios.
"""

import numpy as np
from scipy.special import ndtri, stdtrit

from kpis.forecast.laws import Curves, Laws, Places
from kpis.forecast.scale import Array, Index

MEMBERS = 300
FREEDOM = 8.0  # of Student's law: the variance is known from some months only
SEED = 2025
NEIGHBOUR = 0.06  # ceilings of the grid that lie closer have every ceiling between them


def members(laws: Laws, weights: Array, origin: int, steps: int, count: int = MEMBERS) -> Array:
    """Futures from an origin, by the weights of law × series; NaN where no law is possible."""
    random = np.random.default_rng(SEED)
    even = (np.arange(count) + 0.5) / count
    noise, between = ndtri(random.permutation(even)), random.permutation(even) - 0.5
    series = weights.shape[1]
    until = np.cumsum(weights, axis=0)
    picked = (until[:, :, None] < even * until[-1][None, :, None]).sum(axis=0)
    law, row = np.minimum(picked, len(weights) - 1).ravel(), np.repeat(np.arange(series), count)
    pace = stdtrit(FREEDOM, _ranks(row * len(weights) + law))
    noise, between = np.tile(noise, series), np.tile(between, series)
    ahead = np.arange(1, steps + 1)
    found = np.empty((series * count, steps))
    curves = len(laws.curves.ceilings)
    for kind, first, chosen in (
        (laws.curves, 0, np.flatnonzero(law < curves)),
        (laws.walks, curves, np.flatnonzero(law >= curves)),
    ):
        at = (law[chosen, None] - first, row[chosen, None], np.full((len(chosen), 1), origin))
        places, spread, carried, grain = kind.ahead(at, ahead)
        values = kind.values(at[0], places + pace[chosen, None] * spread)
        if isinstance(kind, Curves):
            values = _between(laws, at, ahead, pace[chosen], between[chosen], values)
        values = laws.bounded(values)
        off = carried + grain * laws.noise(values) * noise[chosen, None]
        found[chosen] = laws.bounded(values + off)
    found = found.reshape(series, count, steps)
    return np.where((until[-1] > 0)[:, None, None], found, np.nan)


def ends(futures: Array, share: float, top: float | None) -> tuple[Array, Array]:
    """Lower and upper end, series × step, of the interval that holds a share of the futures.

    As many lie below as above. Where many lie at the bound itself (0, or `top`), none lies beyond
    it: they are taken off the other side, so that the interval still holds the share asked for.
    """
    beyond = (1 - share) / 2
    low, high = np.full(futures.shape[::2], beyond), np.full(futures.shape[::2], 1 - beyond)
    if top is not None:
        low += np.clip((futures >= top).mean(axis=1) - beyond, 0, beyond)
    high -= np.clip((futures <= 0).mean(axis=1) - beyond, 0, beyond)
    ordered = np.sort(futures, axis=1)
    return _quantile(ordered, low), _quantile(ordered, high)


def _quantile(ordered: Array, level: Array) -> Array:
    """The quantile of a level (series × step) of sorted futures, between two of them."""
    place = level * (ordered.shape[1] - 1)
    below = np.floor(place).astype(np.intp)
    first, second = (
        np.take_along_axis(ordered, at[:, None, :], axis=1)[:, 0]
        for at in (below, np.minimum(below + 1, ordered.shape[1] - 1))
    )
    return np.asarray(first + (place - below) * (second - first))


def _ranks(keys: Index) -> Array:
    """For each of sorted keys its place among the equal ones, evenly spread over 0 to 1."""
    first = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1])
    size = np.diff(np.append(first, len(keys)))
    within = np.arange(len(keys)) - np.repeat(first, size)
    return np.asarray((within + 0.5) / np.repeat(size, size))


def _between(
    laws: Laws, at: Places, ahead: Index, pace: Array, between: Array, values: Array
) -> Array:
    """The values of curves whose ceilings lie between those of the grid, by up to half a step."""
    curves, (law, row, origin) = laws.curves, at
    beside = np.clip(law + np.where(between > 0, 1, -1)[:, None], 0, len(curves.ceilings) - 1)
    own, other = curves.ceilings[law], curves.ceilings[beside]
    is_beside = (own < 1) & (np.abs(other - own) < NEIGHBOUR)
    is_beside &= curves.carries[law] == curves.carries[beside]
    is_beside &= laws.possible[beside, row, origin]
    beside = np.where(is_beside, beside, law)
    part = np.where(is_beside, np.abs(between)[:, None], 0.0)
    places, spread, _, _ = curves.ahead((beside, row, origin), ahead)
    return np.asarray(
        (1 - part) * values + part * curves.values(beside, places + pace[:, None] * spread)
    )
