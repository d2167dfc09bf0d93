"""The probability that a target is reached: the share of the futures that reach it."""

import numpy as np

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Direction, Unit
from kpis.forecast.outlook import Forecast
from kpis.forecast.scale import Array, threshold

NEAR = 1e-9  # what floating point may take


def chance(kpi: Kpi, made: Forecast, area: int, target: Target, steps: slice) -> float:
    """The probability that an area meets a target over some steps; NaN without a forecast.

    `steps` are places among the futures kept: several of them (the months of a year, for a flow)
    are judged by their mean in each future.
    """
    futures = made.futures[area, :, steps].mean(axis=1)
    return reaches(futures, float(made.denominators[area]), target, kpi.direction, kpi.unit)


def reaches(
    futures: Array, denominator: float, target: Target, direction: Direction, unit: Unit
) -> float:
    """The share of futures (ratios) that reach a target; NaN where there are none."""
    if np.isnan(futures).any():
        return float("nan")
    is_reached = np.ones(len(futures), dtype=bool)
    for value, at_least in _walls(target, direction):
        wall = threshold(value / unit.scale, denominator, unit is Unit.PERCENT, at_least)
        is_reached &= futures >= wall - NEAR if at_least else futures <= wall + NEAR
    return float(is_reached.mean())


def _walls(target: Target, direction: Direction) -> list[tuple[float, bool]]:
    """The values that have to be passed, and whether upwards."""
    if direction is Direction.RANGE:
        ends = ((target.min, True), (target.max, False))
        return [(value, at_least) for value, at_least in ends if value is not None]
    return [(float(target.value or 0), direction is not Direction.DOWN)]
