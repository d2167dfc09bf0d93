"""The funnel plot: how far chance alone moves a unit of each size, and who lies beyond it.

Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
24: 1185–1202: exact binomial limits around the rate of the whole (appendix A.1.1), and z-scores
winsorised at 10 % for the dispersion φ. Where φ says that units differ by more than chance, the
limits are widened by the spread between units, a random effect (Spiegelhalter (2005), Handling
over-dispersion of performance indicators, Quality and Safety in Health Care 14: 347–351; by the
moments of DerSimonian and Laird 1986): what unlike conditions do to all of them is then no finding
about one.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import beta, binom, chi2

from kpis.compare.why import IncomparableError, Why

Floats = NDArray[np.float64]
INNER, OUTER = 0.95, 0.998  # two and three standard errors, as funnels are drawn
WINSORISED = 0.1  # of the z-scores at each end
SURE = 0.05  # below this probability the dispersion is no chance


@dataclass(frozen=True)
class Dispersion:
    """How much more units differ than chance alone would have them.

    `phi`: the mean square of the winsorised z-scores, about 1 by chance; `probability` that chance
    alone gives as large a one (χ² with as many degrees as units; winsorised, it is on the safe
    side); `spread`: the standard deviation of the units' own rates around the whole, as a share
    (0–1), 0 where chance is enough.
    """

    units: int
    phi: float
    probability: float
    spread: float

    @property
    def is_over(self) -> bool:
        """Whether the limits are widened."""
        return self.spread > 0


@dataclass(frozen=True)
class Funnel:
    """The units around the rate of the whole, in shares (0–1).

    `units`: area_code, numerator, denominator, share, `z` (how many standard deviations off, of
    chance and spread together), `low_inner` … `high_outer` (the limits at its size), `place`: −2 to
    2, for below the outer limits, below the inner, inside, above.
    """

    rate: float
    dispersion: Dispersion
    units: pd.DataFrame

    def limits(self, sizes: Floats, is_widened: bool) -> dict[str, Floats]:
        """low_inner, high_inner, low_outer and high_outer at sizes: by chance, or as widened."""
        spread = self.dispersion.spread if is_widened else 0.0
        return both_limits(sizes, self.rate, spread)


def funnel(readings: pd.DataFrame) -> Funnel:
    """The funnel of the readings of a proportion that have a denominator.

    IncomparableError where fewer than two units have one, where a numerator is above its
    denominator, or where all have the same share of 0 or 1, which leaves nothing to chance.
    """
    units = proportions(readings)
    n = units["denominator"].to_numpy("float64")
    rate = float(units["numerator"].sum() / n.sum())
    if not 0 < rate < 1:
        text = "All units have the same share, none or all: there is nothing to compare."
        raise IncomparableError(Why.SAME, text)
    share = units["numerator"].to_numpy("float64") / n
    error = np.sqrt(rate * (1 - rate) / n)
    found = dispersion((share - rate) / error, error)
    z = (share - rate) / np.sqrt(np.square(error) + found.spread**2)
    limits = both_limits(n, rate, found.spread)
    place = np.zeros(len(units), int)
    for name in ("inner", "outer"):
        place += (share > limits[f"high_{name}"] + 1e-12).astype(int)
        place -= (share < limits[f"low_{name}"] - 1e-12).astype(int)
    return Funnel(rate, found, units.assign(share=share, z=z, **limits, place=place))


def proportions(readings: pd.DataFrame) -> pd.DataFrame:
    """area_code, numerator and denominator of the readings that have one; errors as `funnel`."""
    units = readings.loc[readings["denominator"] > 0, ["area_code", "numerator", "denominator"]]
    if len(units) < 2:
        raise IncomparableError(Why.FEW, "Fewer than two units have a value.")
    if (units["numerator"] > units["denominator"] * (1 + 1e-9)).any():
        text = "In a unit more are counted than there are: this is no proportion."
        raise IncomparableError(Why.NO_PROPORTION, text)
    return units.reset_index(drop=True)


def dispersion(z: Floats, error: Floats, winsorised: float = WINSORISED) -> Dispersion:
    """How z-scores against the whole are dispersed; `error` are the standard errors behind them."""
    count = len(z)
    low, high = np.quantile(z, [winsorised, 1 - winsorised])
    phi = float(np.square(np.clip(z, low, high)).mean())
    probability = float(chi2.sf(count * phi, count))
    weight = 1 / np.square(error)
    room = weight.sum() - np.square(weight).sum() / weight.sum()
    between = max(0.0, (count * phi - (count - 1)) / room) if room > 0 else 0.0
    return Dispersion(count, phi, probability, float(np.sqrt(between)) if probability < SURE else 0)


def both_limits(sizes: Floats, rate: float, spread: float) -> dict[str, Floats]:
    """The inner and outer limits at sizes: those of chance, with a spread those of both together.

    With a spread they are the quantiles of the beta distribution whose mean is the rate and whose
    variance is that of chance and of the spread, added up: it ends at 0 and 1 and is as skew as
    shares near them are. No limit is narrower than that of chance alone.
    """
    found = dict[str, Any]()
    for name, level in (("inner", INNER), ("outer", OUTER)):
        low, high = exact_limits(sizes, rate, level)
        if spread > 0:
            binomial = rate * (1 - rate)
            variance = np.minimum(binomial / sizes + spread**2, 0.99 * binomial)
            strength = binomial / variance - 1
            sides = rate * strength, (1 - rate) * strength
            low = np.minimum(low, beta.ppf((1 - level) / 2, *sides))
            high = np.maximum(high, beta.ppf((1 + level) / 2, *sides))
        found |= {f"low_{name}": low, f"high_{name}": high}
    return found


def exact_limits(sizes: Floats, rate: float, level: float) -> tuple[Floats, Floats]:
    """The binomial limits of a share at sizes, between two counts interpolated.

    For p the tail, r the smallest count with P(X ≤ r) > p, and α how far P goes beyond p in this
    step: (r − α)/n (Spiegelhalter 2005, appendix A.1.1). Sizes are taken as whole numbers.
    """
    n = np.maximum(np.round(sizes), 1.0)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        count = binom.ppf(tail, n, rate)
        above = binom.cdf(count, n, rate)
        step = above - binom.cdf(count - 1, n, rate)
        ends.append(np.clip((count - (above - tail) / step) / n, 0, 1))
    return ends[0], ends[1]
