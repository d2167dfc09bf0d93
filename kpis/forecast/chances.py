"""The probability that a target is reached at its date, by the law of the errors made before."""

import numpy as np

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Direction
from kpis.forecast import scale
from kpis.forecast.history import Outlook
from kpis.forecast.outlook import Forecast
from kpis.forecast.scale import Array
from kpis.progress.paths import is_met


def chance(kpi: Kpi, made: Forecast, area: int, target: Target, steps: slice) -> float:
    """The probability that an area meets a target over some steps; NaN without a forecast.

    Several steps (the months of a year, for a flow) are judged by their mean, with the mean of
    their widths: months of a year miss together. What is certain is met or not: 1 or 0.
    """
    status = made.past.status[area]
    if status == Outlook.INSUFFICIENT:
        return float("nan")
    if status == Outlook.CERTAIN:
        return float(is_met(made.ratios[area, steps][-1] * kpi.unit.scale, target, kpi.direction))
    centre = float(np.mean(made.run.centre[area, steps]))
    width = float(np.mean(made.run.width[area, steps]))
    below = made.denominators[area]

    def beyond(value: float, at_least: bool) -> float:
        """The probability to be at least (or at most) a value in the KPI's unit."""
        ratio, held = np.array(value / kpi.unit.scale), np.array(below)
        wall = float(scale.threshold(ratio, held, made.past.is_share, at_least))
        share = above(np.array(wall - centre), np.array(width), made)
        return float(share if at_least else 1 - share)

    if kpi.direction is Direction.RANGE:
        low = 0.0 if target.min is None else 1 - beyond(target.min, True)
        high = 0.0 if target.max is None else 1 - beyond(target.max, False)
        return max(1 - low - high, 0.0)
    return beyond(float(target.value or 0), kpi.direction is not Direction.DOWN)


def above(distance: Array, width: Array, made: Forecast) -> Array:
    """The probability to come out above a place that lies so far above the forecast."""
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(distance == 0, 0.0, np.abs(distance) / width)
    return np.asarray(0.5 - np.sign(distance) * made.run.law.within(score) / 2)
