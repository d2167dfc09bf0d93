"""Shares that grow along S-curves, different in town, delta and coast and in each commune."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.places import Places
from data.demo.randomness import logistic, steady

ZONE_LEAD = (0.45, 0.0, -0.35)  # town, delta, coast: ahead or behind, in units of the exponent
MATURITY_LEAD = 0.36  # … for one unit of maturity
CEILING_BY_MATURITY = 0.012
HIGHEST = 0.985  # nobody reaches everyone

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """low + (high - low) × logistic(speed × months + lead + shift); the shift is found so that the
    province's share is `anchor` in the month `when` (mm/yyyy)."""

    low: float
    high: tuple[float, float, float]  # town, delta, coast
    speed: float
    when: str
    anchor: float


def shares(curve: Curve, places: Places, weights: Floats, lead: Floats | float = 0.0) -> Floats:
    """The curve for each base commune and month (226 × 50).

    `weights` (226) are the people that the province's share counts; `lead` moves communes ahead.
    """
    ahead = np.array(ZONE_LEAD)[places.zone] + MATURITY_LEAD * places.maturity + lead
    high = np.array(curve.high)[places.zone] + CEILING_BY_MATURITY * places.maturity
    high = np.clip(high, curve.low + 0.05, HIGHEST)
    when = [months.label(m) for m in range(months.COUNT)].index(curve.when)
    low, up = -15.0, 15.0
    for _ in range(50):  # the share grows with the shift: halve the interval
        shift = (low + up) / 2
        at_anchor = _share(curve, high, ahead + shift + curve.speed * when)
        if float(np.sum(at_anchor * weights) / np.sum(weights)) < curve.anchor:
            low = shift
        else:
            up = shift
    time = curve.speed * np.arange(months.COUNT)
    # Four decimals are far more than is known of the shift, and the same on every machine.
    return _share(curve, high[:, None], (ahead + round(low, 4))[:, None] + time)


def _share(curve: Curve, high: Floats, exponent: Floats) -> Floats:
    return steady(curve.low + (high - curve.low) * logistic(exponent))
