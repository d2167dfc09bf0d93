"""The course of a whole whose units go on at paces of their own: arithmetic, no data.

Each unit goes on in a straight line; a share ends at 0 and at 100. Denominators are held, so that
the value of the whole is the weighted mean of its units. Paces are points a month. KpiError for
what is no number.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Unit
from kpis.errors import require_finite
from kpis.progress.paths import EXACT, gap, is_met

Floats = NDArray[np.float64]
Given = Sequence[float] | Floats


class Others(StrEnum):
    """What the units do that were not chosen."""

    OBSERVED = "observed"  # they go on as in the last twelve months
    STILL = "still"  # they stay where they are


def positions(values: Given, moving: Given, months: int, unit: Unit) -> Floats:
    """The value of each unit (rows) in each month from the present one on (columns)."""
    require_finite(value=values, pace=moving)
    end = 100.0 if unit is Unit.PERCENT else np.inf
    steps = np.arange(months + 1)
    start, pace = np.asarray(values, float), np.asarray(moving, float)
    found: Floats = np.clip(start[:, None] + pace[:, None] * steps, 0, end)
    return found


def course(values: Given, weights: Given, moving: Given, months: int, unit: Unit) -> Floats:
    """The value of the whole in each month from the present one on: the ratio of sums."""
    require_finite(weight=weights)
    weight = np.asarray(weights, float)
    found: Floats = weight @ positions(values, moving, months, unit) / weight.sum()
    return found


def paces(
    seen: Given, chosen: Sequence[bool], pace: float, others: Others, direction: Direction
) -> Floats:
    """The change a month of each unit: `pace` towards the target of those chosen.

    Who goes faster already keeps the own pace. A unit whose pace is not known (NaN) is taken to
    stand still.
    """
    require_finite(pace=pace)
    require_finite(or_missing=True, seen=seen)
    sign = -1.0 if direction is Direction.DOWN else 1.0
    own = np.nan_to_num(np.asarray(seen, float))
    rest = own if others is Others.OBSERVED else np.zeros_like(own)
    found: Floats = np.where(chosen, sign * np.maximum(pace, sign * own), rest)
    return found


def fastest_quarter(seen: Given, direction: Direction) -> float | None:
    """The pace that a quarter of the units reaches or exceeds: the upper quartile (linear).

    0 where these move away from the target, None without any pace.
    """
    require_finite(or_missing=True, seen=seen)
    own = np.asarray(seen, float)
    known = own[~np.isnan(own)] * (-1.0 if direction is Direction.DOWN else 1.0)
    return max(0.0, float(np.quantile(known, 0.75))) if known.size else None


def first_reached(whole: Given, target: float, direction: Direction) -> int | None:
    """In how many months a course is at the target first; None where it never is."""
    aim = Target(0, "", Confirmation.DERIVED, value=target)
    met = (month for month, value in enumerate(whole) if is_met(float(value), aim, direction))
    return next(met, None)


def pace_needed(
    values: Given,
    weights: Given,
    seen: Given,
    chosen: Sequence[bool],
    target: float,
    months: int,
    others: Others,
    unit: Unit,
    direction: Direction = Direction.UP,
) -> float | None:
    """The pace of the chosen units with which the whole is at the target after so many months.

    0 where none is needed; None where it is not enough that all of them are at the end of the
    scale at once.
    """

    def ahead(pace: float) -> float:
        moving = paces(seen, chosen, pace, others, direction)
        whole = course(values, weights, moving, months, unit)
        return gap(float(whole[-1]), target, direction)

    if ahead(0) >= -EXACT:
        return 0.0
    if months < 1 or not any(chosen):
        return None
    most = max(100.0, float(np.max(values))) / months  # from one end of a scale to the other
    if unit is not Unit.PERCENT and direction is Direction.UP:
        while ahead(most) < 0:  # no end: some pace is enough
            most *= 2
    if ahead(most) < -EXACT:
        return None
    # a touch below the target, which the last of the units may only just reach
    return float(brentq(lambda pace: ahead(pace) + EXACT, 0, most, xtol=1e-12))
