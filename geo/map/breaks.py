"""Class breaks of a map: a few classes of values, with edges that a person can read.

The rule at an edge: a class holds its lower edge and not its upper one, [a, b); only the last class
holds both. A value is classed as it is written, that is rounded to `decimals`: a unit whose label
says 80,0 is in the class that begins at 80, whatever lies behind the rounding.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import mapclassify
import numpy as np
import pandas as pd

from geo.errors import GeoError
from geo.map import edges as edge

Scheme = Literal["quantiles", "equal", "jenks", "stdev", "pretty"]
MOST = 7  # classes that an eye tells apart: more round ones than these are made fewer
MISSING = -1
JENKS_LIMIT = 400  # the exact method takes the square of the number of values


@dataclass(frozen=True)
class Breaks:
    """Classes that may be applied to several maps: edges ascending, one more than classes.

    The last two edges are equal where the last class holds one value only. The outer classes are
    open: a value outside all edges, met on another map, counts in the first or the last class;
    make the breaks from the values of all maps together to have none. No value: no edge.
    """

    edges: tuple[float, ...]
    decimals: int
    made_from: tuple[int, ...]

    def class_of(self, values: Iterable[float | None]) -> np.ndarray:
        """The class, from 0, of each value; -1 for a missing one (NaN, None)."""
        found = np.full(len(shown := edge.shown(_numbers(values), self.decimals)), MISSING)
        if self.edges:
            there = ~np.isnan(shown)
            found[there] = np.searchsorted(self.edges[1:-1], shown[there], side="right")
        return found

    def counts(self, values: Iterable[float | None] | None = None) -> tuple[int, ...]:
        """How many values are in each class; without values, of those it was made from."""
        if values is None:
            return self.made_from
        classes = self.class_of(values)
        size = max(len(self.edges) - 1, 0)
        return tuple(np.bincount(classes[classes != MISSING], minlength=size).tolist())


def class_breaks(
    values: Iterable[float | None],
    k: int = 5,
    scheme: Scheme = "quantiles",
    lock: float | None = None,
    decimals: int = 1,
) -> Breaks:
    """Up to `k` classes of the values: one a value where there are no more distinct values.

    "quantiles": as many units in each class as ties allow. "equal": equal, round widths.
    "jenks": natural breaks (Fisher and Jenks). "stdev": standard deviations from the mean, one
    apart. "pretty": 1, 2 or 5 times a power of ten apart, in about `k` classes. `lock` puts an edge
    exactly at a target; where all values lie on one side of it, one class is kept for the other
    side, with no unit in it. `decimals`: how the values are written. Edges of quantiles, natural
    breaks and deviations are rounded as far as no value changes its class by it. Several maps with
    one legend: give the values of all of them. GeoError for an unknown scheme, k < 1 or an infinite
    value.
    """
    if scheme not in get_args(Scheme) or k < 1:
        raise GeoError(f"No class breaks with scheme {scheme!r} and {k} classes.")
    numbers = _numbers(values)
    shown = edge.shown(numbers[~np.isnan(numbers)], decimals)
    if not shown.size:
        return Breaks((), decimals, ())
    inside = lock is not None and shown.min() < lock < shown.max()
    classes = k if lock is None else max(k, 2) if inside else max(k - 1, 1)
    if len(np.unique(shown)) <= classes:
        made = edge.single(shown)
    elif scheme == "equal":
        made = edge.equal(shown, classes, decimals, lock if inside else None)
    elif scheme == "pretty":
        made = _pretty(shown, classes)
    else:
        made = edge.readable(shown, _bounds(shown, classes, scheme), classes, decimals)
    if lock is not None:
        made = edge.locked(made, shown, float(lock), classes)
    empty = Breaks(tuple(made), decimals, ())
    return Breaks(empty.edges, decimals, empty.counts(shown))


def _bounds(shown: np.ndarray, k: int, scheme: Scheme) -> list[float]:
    """The first value of each class but the lowest."""
    distinct = np.unique(shown)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "numba is missing", "ties leave fewer classes"
        if scheme == "jenks":
            bins = mapclassify.FisherJenks(_thinned(shown, k), k=k).bins
        elif scheme == "stdev" and k > 1:
            bins = mapclassify.StdMean(shown, multiples=deviations(k)).bins
        else:
            bins = mapclassify.Quantiles(shown, k=k).bins
    # mapclassify's classes hold their upper bound: ours begin at the next value
    after = np.searchsorted(distinct, bins[:-1], side="right")
    inner = after[(after > 0) & (after < len(distinct))]  # deviations may lie beyond all values
    return [float(number) for number in distinct[np.unique(inner)]]


def deviations(k: int) -> list[float]:
    """The inner edges of `k` classes of "stdev", in standard deviations from the mean: ascending.

    One apart: for 4 classes −1, 0, 1; for 5 −1.5, −0.5, 0.5, 1.5.
    """
    return [number - (k - 2) / 2 for number in range(k - 1)]


def _pretty(shown: np.ndarray, k: int) -> list[float]:
    """Round edges, from the first below all values to the last above them."""
    for fewer in range(max(k, 2), 1, -1):
        bins = [float(number) for number in mapclassify.PrettyBreaks(shown, k=fewer).bins]
        if len(bins) <= MOST:
            break
    width = bins[1] - bins[0] if len(bins) > 1 else bins[0] - float(shown.min())
    return [round(number, 9) for number in (bins[0] - width, *bins)]


def _thinned(shown: np.ndarray, k: int) -> np.ndarray:
    """Evenly spaced ranks of a long list: its shape, in a size that natural breaks can take."""
    if len(shown) <= JENKS_LIMIT:
        return shown
    ranks = np.linspace(0, len(shown) - 1, JENKS_LIMIT).round().astype(int)
    thin = np.sort(shown)[ranks]
    return thin if len(np.unique(thin)) >= k else np.unique(shown)


def _numbers(values: Iterable[float | None]) -> np.ndarray:
    series = pd.to_numeric(pd.Series(list(values), dtype="object"))
    numbers = series.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(numbers).any():
        raise GeoError("An infinite value has no class: is a denominator zero?")
    return numbers
