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
EVEN = (np.arange(3000) + 0.5) / 3000
STUDENT = stdtrit(FREEDOM, EVEN)  # a table: the function takes as long as all the rest
NEIGHBOUR = 0.06  # ceilings of the grid that lie closer have every ceiling between them


def members(
    laws: Laws, weights: Array, origin: int, steps: int, count: int = MEMBERS, first: int = 0
) -> Array:
    """Futures from an origin, by the weights of law × series; NaN where no law is possible.

    The weights may be those of some series only, which follow each other from the place `first` on:
    what is made of a series does not depend on the others.
    """
    random = np.random.default_rng(SEED)
    even = (np.arange(count) + 0.5) / count
    noise, between = ndtri(random.permutation(even)), random.permutation(even) - 0.5
    series = weights.shape[1]
    until = np.cumsum(weights, axis=0)
    picked = (until[:, :, None] < even * until[-1][:, None]).sum(axis=0)
    picked = np.minimum(picked, len(weights) - 1)
    noise, between = np.tile(noise, series), np.tile(between, series)
    curves, ahead = len(laws.curves.ceilings), np.arange(1, steps + 1)
    found = np.empty((picked.size, steps))
    for kind, before, chosen in (
        (laws.curves, 0, np.flatnonzero(picked < curves)),
        (laws.walks, curves, np.flatnonzero(picked >= curves)),
    ):
        # what is the same for all members of a law and series is worked out once
        law, row, rank, of = _pairs(picked, chosen)
        at = (law[:, None] - before, first + row[:, None], np.full((len(law), 1), origin))
        places, spread, carried, grain = kind.ahead(at, ahead)
        pace = np.interp(rank, EVEN, STUDENT)[:, None]
        placed = places[of] + pace * spread[of]
        values = kind.values(at[0][of], placed)
        if isinstance(kind, Curves):
            _move_between(laws, at, ahead, of, pace, between[chosen], values)
        off = carried[of] + grain[of] * laws.noise(values) * noise[chosen, None]
        # who came to the end of a straight way with some to spare stays there whatever the noise
        straight = np.flatnonzero(kind.straight[law - before][of])
        spare = placed[straight] - kind.ceilings[at[0][of[straight]]]
        off[straight] = np.where(spare > 0, np.minimum(off[straight] + spare, 0), off[straight])
        found[chosen] = laws.bounded(values + off)
    found = found.reshape(*picked.shape, steps)
    found[until[-1] <= 0] = np.nan
    return found


def _pairs(picked: Index, chosen: Index) -> tuple[Index, Index, Array, Index]:
    """Law and series of each pair that is chosen; of each member its rank in the pair, and which.

    picked: the law by series × member; chosen: places in it, series by series. Ranks are spread
    evenly over 0 to 1.
    """
    law, row = picked.ravel()[chosen], chosen // picked.shape[1]
    is_new = np.ones(len(chosen), dtype=bool)
    is_new[1:] = (law[1:] != law[:-1]) | (row[1:] != row[:-1])
    first = np.flatnonzero(is_new)
    of = np.cumsum(is_new) - 1
    rank = (np.arange(len(chosen)) - first[of] + 0.5) / np.bincount(of)[of]
    return law[first], row[first], rank, of


def ends(ordered: Array, share: float, top: float | None) -> tuple[Array, Array]:
    """Lower and upper end, series × step, of the interval that holds a share of the futures.

    ordered: series × member × step, each step sorted. As many lie below as above. Where many lie at
    the bound itself (0, or `top`), none lies beyond it: they are taken off the other side, so that
    the interval still holds the share asked for.
    """
    beyond = (1 - share) / 2
    low, high = np.full(ordered.shape[::2], beyond), np.full(ordered.shape[::2], 1 - beyond)
    if top is not None:
        low += np.clip((ordered >= top).mean(axis=1) - beyond, 0, beyond)
    high -= np.clip((ordered <= 0).mean(axis=1) - beyond, 0, beyond)
    return quantile(ordered, low), quantile(ordered, high)


def quantile(ordered: Array, level: Array) -> Array:
    """The quantile of a level (series × step) of sorted futures, between two of them."""
    place = level * (ordered.shape[1] - 1)
    below = np.floor(place).astype(np.intp)
    first, second = (
        np.take_along_axis(ordered, at[:, None, :], axis=1)[:, 0]
        for at in (below, np.minimum(below + 1, ordered.shape[1] - 1))
    )
    return np.asarray(first + (place - below) * (second - first))


def middle(ordered: Array) -> Array:
    """The median, series × step, of sorted futures."""
    return quantile(ordered, np.full(ordered.shape[::2], 0.5))


def _move_between(
    laws: Laws, at: Places, ahead: Index, of: Index, pace: Array, between: Array, values: Array
) -> None:
    """Move members of curves to ceilings between those of the grid, by up to half a step.

    at: law, series and origin by pair, of: the pair of each member.
    """
    curves, (law, row, origin) = laws.curves, at
    beside = np.clip(law + np.array([-1, 1]), 0, len(curves.ceilings) - 1)
    own, other = curves.ceilings[law], curves.ceilings[beside]
    is_near = (own < 1) & (other > own - NEIGHBOUR) & (other < own + NEIGHBOUR)
    is_near &= curves.carries[law] == curves.carries[beside]
    is_near &= curves.straight[law] == curves.straight[beside]
    is_near &= laws.possible[beside, row, origin]
    side = (between > 0).astype(np.intp)
    moved = np.flatnonzero(is_near[of, side])
    pair, side = of[moved], side[moved]
    there = (beside[:, :, None], row[:, :, None], origin[:, :, None])
    places, spread, _, _ = curves.ahead(there, ahead)
    places = places[pair, side] + pace[moved] * spread[pair, side]
    found = curves.values(beside[pair, side][:, None], places)
    values[moved] += np.abs(between[moved])[:, None] * (found - values[moved])
