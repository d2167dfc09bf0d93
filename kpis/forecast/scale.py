"""The scale on which series are forecast: the logit of a share, the logarithm of any other value.

On the logit a share can never leave 0–100 %, and growth that slows down near the ceiling is a
straight line. Half a count is added to each side (the empirical logit of Cox, Analysis of Binary
Data, 1970), so that nobody and everybody have a finite place too; `values` takes it away again, so
that what is read is given back exactly.

Arrays: numerators and denominators in the units counted (people, groups, dossiers), series × time
or any other shape; ratios are numerator over denominator, without the KPI's unit.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
HALF = 0.5


def working(numerators: Array, denominators: Array, is_share: bool) -> Array:
    """The place of each ratio on the working scale; NaN where there is none."""
    known = np.isfinite(numerators) & np.isfinite(denominators) & (denominators > 0)
    up = np.where(known, numerators, np.nan) + HALF
    down = (denominators - numerators if is_share else denominators) + HALF
    return np.log(up / np.where(known & (down > 0), down, np.nan))


def ratios(places: Array, denominators: Array, is_share: bool) -> Array:
    """The ratios at places of the working scale: a share is 0 to 1, no ratio is below 0."""
    if is_share:
        up = (denominators + 2 * HALF) / (1 + np.exp(-np.clip(places, -700, 700))) - HALF
        return np.asarray(np.clip(up / denominators, 0, 1))
    up = (denominators + HALF) * np.exp(np.clip(places, -700, 700)) - HALF
    return np.asarray(np.maximum(up / denominators, 0))


def threshold(ratio: Array, denominators: Array, is_share: bool, at_least: bool) -> Array:
    """The place that has to be passed for a ratio to be at least (or at most) the one asked for.

    Of a share whole people are asked for: the boundary lies half a person before the first number
    that is enough (the continuity correction). So 100 % is within reach of a series at 100 %.
    """
    if not is_share:
        return working(ratio * denominators, denominators, False)
    exact = ratio * denominators
    near = 1e-9 * np.maximum(denominators, 1)  # 0.7 × 10 is 7, whatever floating point says
    people = np.ceil(exact - near) - HALF if at_least else np.floor(exact + near) + HALF
    # nobody is always enough for 0 %, and nobody is too many for 100 %
    always = people < 0 if at_least else people > denominators
    sign = -np.inf if at_least else np.inf
    place = working(np.clip(people, -HALF / 2, denominators + HALF / 2), denominators, True)
    return np.where(always, sign, place)
