"""Local clusters and outliers: local Moran's I of the values of units and their neighbours.

Anselin (1995), "Local Indicators of Spatial Association", as esda computes it: I_i is the deviation
of a unit from the mean times that of its neighbours, who weigh alike (row-standardised). Neighbours
share at least a point of their borders (queen). How often chance alone does as much is counted in
PERMUTATIONS shuffles of the other units' values, on both sides (twice esda's directed p); of so
many units tested at once, the rate of false finds is kept at ALPHA (Benjamini and Hochberg, 1995).
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from geo.map import served

if TYPE_CHECKING:
    from libpysal.weights import W

PERMUTATIONS, SEED, ALPHA = 9_999, 2025, 0.05
LEAST = 8  # units with neighbours: of fewer hardly any shuffle differs
KINDS = ("high_high", "low_low", "high_low", "low_high", "not_significant")
QUADRANTS = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}  # as esda counts them
ONE_AT_A_TIME = Lock()  # esda draws from NumPy's own generator, which all threads share


@dataclass(frozen=True)
class Clusters:
    """What was found: one of KINDS for each unit that was tested.

    `alone` are units with a value and no neighbour that has one. `moran` is Moran's I of all,
    `p` how likely chance makes as much of it (analytic, of both sides, under randomisation);
    `cutoff` the p-value below which a unit counts. Nothing is tested where there are too few units
    or all values are equal: then `moran` is NaN.
    """

    kinds: Mapping[str, str]
    alone: tuple[str, ...]
    moran: float
    p: float
    cutoff: float


def clusters(vintage: str, level: str, values: Mapping[str, float]) -> Clusters:
    """The clusters of the served units; units without a value (NaN, or not named) take no part.

    The same values give the same answer. GeoError where nothing is built.
    """
    return of_weights(_contiguity(served.path(vintage, level)), values)


def of_weights(weights: "W", values: Mapping[str, float]) -> Clusters:
    """The same, of any units and their neighbours."""
    import esda
    from libpysal.weights import w_subset

    known = [code for code in weights.id_order if values.get(code, np.nan) == values.get(code)]
    alone = tuple(c for c in known if not set(weights.neighbors[c]) & set(known))
    tested = [code for code in known if code not in alone]
    numbers = np.array([values[code] for code in tested], dtype=float)
    if len(tested) < LEAST or np.ptp(numbers) == 0:
        return Clusters({}, alone, np.nan, np.nan, np.nan)
    part = w_subset(weights, tested, silence_warnings=True)
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba is missing; the sides of p are to change
        local = esda.Moran_Local(
            numbers, part, permutations=PERMUTATIONS, seed=SEED, keep_simulations=False
        )
        whole = esda.Moran(numbers, part, permutations=0)
    both_sides = np.minimum(1.0, 2 * local.p_sim)
    cutoff = float(esda.fdr(both_sides, ALPHA))
    kinds = {
        code: QUADRANTS[quadrant] if p <= cutoff else "not_significant"
        for code, quadrant, p in zip(tested, local.q.tolist(), both_sides.tolist(), strict=True)
    }
    return Clusters(kinds, alone, float(whole.I), float(whole.p_rand), cutoff)


@lru_cache(maxsize=8)
def _contiguity(file: Path) -> "W":
    from libpysal.weights import Queen

    frame = served.read(file)
    return Queen.from_dataframe(
        frame, ids=frame["code"].to_list(), use_index=False, silence_warnings=True
    )
