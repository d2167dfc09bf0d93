"""Edges of classes as a person would choose them: round, but never moved past a value."""

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

import numpy as np


@lru_cache(maxsize=65536)  # the same values are classed at every run
def written(value: float, decimals: int) -> float:
    """The number that is read where a value is written with so many decimals; NaN for NaN.

    As Babel writes it: of the shortest digits that stand for the value, half to even. Neither
    `round` nor NumPy does the same: 0.35 is written 0.4, `round` makes 0.3 of the binary tail.
    """
    number = float(value)
    if math.isnan(number):
        return number
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN))


def shown(values: np.ndarray, decimals: int) -> np.ndarray:
    """Values as they are `written`, one by one."""
    numbers = np.asarray(values, dtype=float).tolist()
    return np.array([written(number, decimals) for number in numbers], dtype=float)


def readable(
    values: np.ndarray, bounds: Sequence[float], classes: int, decimals: int
) -> list[float]:
    """Edges around and between written values: for each bound the roundest number close to it.

    An inner edge stays above the last value below the bound and not above the first value from it
    on, so that rounding never moves a value to another class. The outer edges take all values in.
    """
    scale = 10**decimals
    whole = _whole(values, decimals)
    steps = list(_steps((whole[-1] - whole[0]) // classes))
    inner = set()
    for bound in bounds:
        after = whole.index(round(bound * scale))
        inner.add(_roundest(whole[after - 1], whole[after], steps))
    first, last = _around(whole, steps[0])
    return [number / scale for number in (first, *sorted(inner), last)]


def single(values: np.ndarray) -> list[float]:
    """A class a value, for few distinct values: each begins at its value."""
    distinct = [float(value) for value in np.unique(values)]
    return [*distinct, distinct[-1]]


def equal(values: np.ndarray, classes: int, decimals: int, anchor: float | None) -> list[float]:
    """Classes of one round width, the narrowest with which no more than `classes` are needed.

    Edges are multiples of the width or, with an anchor (a target), lie whole widths from it; the
    outer classes may then be narrower, lest an edge be below zero or far beyond the values.
    """
    lowest, highest, base = float(values.min()), float(values.max()), anchor or 0.0
    for width in _widths((highest - lowest) / classes, 10.0**-decimals):
        first = math.floor(round((lowest - base) / width, 9))
        last = math.ceil(round((highest - base) / width, 9))
        if last - first <= classes:
            break
    edges = [round(base + number * width, 9) for number in range(first, last + 1)]
    if anchor is not None:
        whole = _whole(values, decimals)
        low, high = _around(whole, next(_steps((whole[-1] - whole[0]) // classes)))
        edges[0] = max(edges[0], low / 10**decimals)
        edges[-1] = min(edges[-1], high / 10**decimals)
    return edges


def locked(edges: list[float], values: np.ndarray, lock: float, classes: int) -> list[float]:
    """The same edges with one exactly at the target.

    It takes the place of the nearest inner edge, at first of one that no value parts from it. With
    no value above it, the last class holds the target alone; with none below it, an empty class
    ends at it.
    """
    lowest, highest = values.min(), values.max()
    if lock in edges[:-1] and lowest < lock < highest:
        return edges
    if lock >= highest:
        return [*(number for number in edges[:-1] if number < lock), lock, lock]
    if lock <= lowest:
        below = 0.0 if lock > 0 else lock - max(edges[-1] - edges[0], 1.0)
        empty_side = [] if lock == 0 else [below]  # nothing that is counted is below zero
        return [*empty_side, lock, *edges[1:]]
    inner = [number for number in edges[1:-1] if _parted(number, lock, values)]
    if len(inner) + 1 >= classes:
        inner.remove(min(inner, key=lambda number: abs(number - lock)))
    return [edges[0], *sorted([*inner, lock]), edges[-1]]


def _parted(one: float, other: float, values: np.ndarray) -> bool:
    low, high = sorted((one, other))
    return bool(((values >= low) & (values < high)).any())


def _steps(widest: int) -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 … from the widest not above the width of a class, downwards."""
    power = 10 ** len(str(max(widest, 1)))
    while power:
        yield from (step for step in (5 * power, 2 * power, power) if step <= max(widest, 1))
        power //= 10


def _widths(least: float, unit: float) -> Iterator[float]:
    """Round widths from `least` upwards, none finer than the unit in which values are written."""
    power = max(10.0 ** math.floor(math.log10(least)), unit)
    while True:
        yield from (
            width
            for width in (round(number * power, 9) for number in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
            if width >= least and round(width / unit, 6).is_integer()
        )
        power *= 10


def _whole(values: np.ndarray, decimals: int) -> list[int]:
    """The distinct written values as whole numbers of their last digit: exact to reckon with."""
    return [int(number) for number in np.unique(np.rint(values * 10**decimals))]


def _around(whole: list[int], step: int) -> tuple[int, int]:
    return whole[0] // step * step, -(-whole[-1] // step) * step


def _roundest(before: int, after: int, steps: list[int]) -> int:
    """The multiple of the widest step in (before, after], the last of them."""
    for step in steps:
        if after // step > before // step:
            return after // step * step
    return after
