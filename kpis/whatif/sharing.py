"""How the gap of a whole to its target is shared among its units: arithmetic, no data.

All values are in the unit of the KPI, the weights are denominators: the value of the whole is the
weighted mean of its units. Denominators are held. A unit without a value is NaN; KpiError for what
else is no number.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from kpis.catalogue.vocabulary import Direction, Unit
from kpis.errors import require_finite
from kpis.progress.paths import EXACT

Floats = NDArray[np.float64]
Given = Sequence[float] | Floats
STEPS = 10  # to the unit, of a rounded value: steps of 0.1
WIDE = 60.0  # a shift in logits that leads from half a person to all but one in 10²⁰


class Method(StrEnum):
    """What is the same for all units."""

    POINTS = "points"  # the same number of points
    EFFORT = "effort"  # the same share of what is missing to the end of the scale
    CAPACITY = "capacity"  # the same stretch of the logistic curve


def methods(unit: Unit) -> tuple[Method, ...]:
    """The methods that a unit allows: without a ceiling there is no curve to be on."""
    return tuple(Method) if unit is Unit.PERCENT else (Method.POINTS, Method.EFFORT)


def total(values: Given, weights: Given) -> float:
    """The value of the whole: the ratio of sums over the units that have one, NaN for none."""
    require_finite(or_missing=True, value=values)
    v, w = np.asarray(values, float), np.asarray(weights, float)
    known = ~np.isnan(v)
    require_finite(weight=w[known])
    whole = w[known].sum()
    return float((v[known] * w[known]).sum() / whole) if whole > 0 else float("nan")


def shared(
    values: Given,
    weights: Given,
    target: float,
    method: Method,
    unit: Unit,
    direction: Direction = Direction.UP,
) -> Floats:
    """What each unit is asked for, so that the whole is at the target; NaN where it has no value.

    Nobody is asked to move back, and nobody beyond the end of the scale: 100 for a share that
    should rise, 0 for what should fall; what such a unit cannot give the others take. Equal
    effort where there is no end: the same share of the present value. By capacity a unit at the
    far end of the curve (0 % of a share that should rise) counts as half a person of its
    denominator, else it could not move; one at the near end stays. The values themselves where
    the target is reached. ValueError for a target beyond the end, for a method that the unit does
    not allow, and for equal effort where all stand at 0 without an end to go to.
    """
    if method not in methods(unit):
        raise ValueError(f"{method} has no meaning for {unit}: it has no ceiling.")
    require_finite(target=target)
    mirror = direction is Direction.DOWN
    end = 0.0 if mirror else 100.0 if unit is Unit.PERCENT else np.inf
    v, w = np.asarray(values, float), np.asarray(weights, float)
    known = ~np.isnan(v)
    asked = v.copy()
    room, wanted = np.abs(end - v[known]), abs(target - total(v, w))
    if not known.any() or (target >= total(v, w) if mirror else target <= total(v, w)):
        return asked
    if (target < end - EXACT) if mirror else (target > end + EXACT):
        raise ValueError(f"A target of {target} lies beyond {end}.")
    weight = w[known] / w[known].sum()
    if method is Method.POINTS:
        moved = _filled(room, weight, wanted)
    elif method is Method.EFFORT:
        moved = _closed(room if np.isfinite(end) else v[known], weight, wanted)
    else:
        moved = _along_curve(room, weight, w[known], wanted)
    asked[known] = v[known] - moved if mirror else v[known] + moved
    return asked


def rounded(
    values: Given, asked: Given, weights: Given, target: float, direction: Direction = Direction.UP
) -> Floats:
    """What is asked in steps of 0.1, so that the whole still is at its target or just beyond it.

    All are first rounded down, towards the present value but never behind it; then the largest
    remainders take one step more until the target is reached, of equal ones the smaller unit.
    """
    require_finite(target=target)
    require_finite(or_missing=True, value=values, asked=asked)
    sign = -1.0 if direction is Direction.DOWN else 1.0
    v, x, w = (np.asarray(one, float) for one in (values, asked, weights))
    known = ~np.isnan(x)
    exact = sign * x[known] * STEPS
    present = np.ceil(sign * v[known] * STEPS - EXACT)
    steps = np.maximum(np.floor(exact + 1e-7), present)
    rest = np.round(exact - steps, 6)
    short = sign * target * STEPS * w[known].sum() - (steps * w[known]).sum()
    for one in np.lexsort((w[known], -rest)):
        if short <= EXACT * w[known].sum() or rest[one] <= 0:
            break
        steps[one] += 1
        short -= w[known][one]
    found = x.copy()
    found[known] = np.round(sign * steps / STEPS, 1)
    return found


def _filled(room: Floats, weight: Floats, wanted: float) -> Floats:
    """The same for all but those with less room, which give all of it (water filling)."""
    order = np.argsort(room)
    given, rest = 0.0, 1.0  # by those that are full, and the weight of the others
    for one in order:
        level = (wanted - given) / rest
        if level <= room[one]:
            return np.minimum(room, level)
        given += float(room[one] * weight[one])
        rest -= float(weight[one])
    return room.copy()


def _closed(room: Floats, weight: Floats, wanted: float) -> Floats:
    whole = float((room * weight).sum())
    if whole <= 0:
        raise ValueError("No share can be asked of units that all stand at 0.")
    return room * (wanted / whole)


def _along_curve(room: Floats, weight: Floats, people: Floats, wanted: float) -> Floats:
    """The same shift in logits; `room` is what is missing to 100, of everyone."""
    half = np.minimum(50 / people, 50)
    reached = np.maximum(100 - room, half)
    missing = np.where(room > 0, np.minimum(room, 100 - half), 1)

    def moved(shift: float) -> Floats:
        odds = reached / missing * np.exp(shift)
        return np.where(room > 0, np.maximum(100 * odds / (1 + odds) - (100 - room), 0), 0)

    if wanted >= float((room * weight).sum()) - EXACT:
        return room.copy()
    shift = brentq(lambda s: float((moved(s) * weight).sum()) - wanted, -WIDE, WIDE, xtol=1e-13)
    return moved(float(shift))
