"""What small units would show with less luck in it: empirical Bayes, beside the value itself.

The beta-binomial model: the rates of units are drawn from a beta distribution around the rate of
the whole, and what a unit counted is drawn from its own. The variance between units is that by
moments (Marshall 1991, Mapping disease and mortality rates using empirical Bayes estimators,
Applied Statistics 40: 283–294), with the variance of a binomial, m(1 − m)/n, in place of Poisson's.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpis.compare.funnel import proportions


@dataclass(frozen=True)
class Shrunk:
    """The estimates of the units, in shares (0–1).

    `mean` is the rate of the whole; `strength`: how many of the denominator the mean is worth (∞
    where units differ by no more than chance, and all are at the mean). `units`: area_code,
    numerator, denominator, share, `weight` (of the own share, 0–1: n/(n + strength)), `shrunk`.
    """

    mean: float
    strength: float
    units: pd.DataFrame


def shrunk(readings: pd.DataFrame) -> Shrunk:
    """The empirical Bayes estimate of each unit with a denominator; errors as `proportions`."""
    units = proportions(readings)
    top, n = (units[side].to_numpy("float64") for side in ("numerator", "denominator"))
    share, mean = top / n, float(top.sum() / n.sum())
    binomial = mean * (1 - mean)
    seen = float((n * np.square(share - mean)).sum() / n.sum())
    between = seen - binomial / float(n.mean())
    strength = binomial / between if between > 0 else float("inf")
    weight = n / (n + strength) if np.isfinite(strength) else np.zeros(len(n))
    found = mean + weight * (share - mean)
    return Shrunk(mean, strength, units.assign(share=share, weight=weight, shrunk=found))
