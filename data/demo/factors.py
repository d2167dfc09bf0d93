"""What the communes are like: five factors that move all indicators, and a term of each one's own.

A factor is about 0 ± 1 and higher where it is easier to use a digital service. It is the sum of
the mean of its zone, of a part that the communes share which became one unit in 2025, and of a part
of the commune's own, so that maps show neighbourhoods and the merged units still differ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo.indicators import FACTORS, INDICATORS
from data.demo.places import Places
from data.demo.randomness import unrelated

# Town, delta and coast. Towns have devices and offices at hand, but their groups are less eager;
# lines and offices are farthest from the coast.
ZONE_MEANS = {
    "devices": (0.8, 0.0, -0.2),
    "network": (0.4, 0.1, -0.6),
    "youth": (0.3, 0.0, 0.0),
    "nearness": (0.8, 0.0, -0.4),
    "groups": (-0.6, 0.2, 0.1),
}
OF_UNIT, OF_COMMUNE = 0.72, 0.52

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Factors:
    """By base commune: `of` (226 × 5, in the order of FACTORS) and `own` by indicator (226)."""

    of: Floats
    own: dict[str, Floats]

    def __getitem__(self, factor: str) -> Floats:
        """One factor (226)."""
        return np.asarray(self.of[:, FACTORS.index(factor)])


def make(rng: np.random.Generator, places: Places) -> Factors:
    """The factors of the base communes; no draw is correlated with another by chance."""
    columns = len(FACTORS) + len(INDICATORS)
    of_unit = unrelated(rng, len(places.units[-1]), columns)[places.unit[-1]]
    drawn = OF_UNIT * of_unit + OF_COMMUNE * unrelated(rng, len(places.base), columns)
    zones = np.array([ZONE_MEANS[factor] for factor in FACTORS]).T[places.zone]
    factors = np.round(zones + drawn[:, : len(FACTORS)], 6)
    own = np.round(drawn[:, len(FACTORS) :], 6)
    return Factors(factors, {name: own[:, k] for k, name in enumerate(INDICATORS)})
