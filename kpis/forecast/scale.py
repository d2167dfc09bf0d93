"""The scale on which series walk: the logit of a share, the logarithm of any other value.

On the logit a share can never leave 0–100 %, and growth that slows down near the ceiling is a
straight line. Half a count is added to each side (the empirical logit of Cox, Analysis of Binary
Data, 1970), so that nobody and everybody have a finite place too.

Arrays: numerators and denominators in the units counted (people, groups, dossiers), series × time
or any other shape; ratios are numerator over denominator, without the KPI's unit.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
HALF = 0.5


def working(numerators: Array, denominators: Array, is_share: bool) -> Array:
    """The place of each ratio on the working scale; NaN where there is none."""
    known = np.isfinite(numerators) & np.isfinite(denominators) & (denominators > 0)
    up = np.where(known, numerators, np.nan) + HALF
    down = (denominators - numerators if is_share else denominators) + HALF
    return np.log(up / np.where(known & (down > 0), down, np.nan))


def threshold(ratio: float, denominator: float, is_share: bool, at_least: bool) -> float:
    """The ratio that has to be passed for another to be at least (or at most) the one asked for.

    Of a share whole people are asked for, and never more than there are (the denominator of an
    area that is apportioned is no whole number): the boundary lies half a person before the first
    number that is enough (the continuity correction). So 100 % is within reach.
    """
    if not is_share:
        return ratio
    exact = ratio * denominator
    near = 1e-9 * max(denominator, 1)  # 0.7 × 10 is 7, whatever floating point says
    if at_least:
        people = min(float(np.ceil(exact - near)), denominator) - HALF
    else:
        people = max(float(np.floor(exact + near)), 0.0) + HALF
    return people / denominator


def last_known(series: Array) -> Array:
    """Series × time: the latest value at each time, NaN before the first."""
    newest = newest_at(series)
    taken = np.take_along_axis(series, np.maximum(newest, 0), axis=1)
    return np.where(newest < 0, np.nan, taken)


def newest_at(series: Array) -> Index:
    """Series × time: the time of the latest value at each time, −1 before the first."""
    index = np.where(np.isnan(series), -1, np.arange(series.shape[1]))
    return np.asarray(np.maximum.accumulate(index, axis=1))
