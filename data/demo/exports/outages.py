"""Whole communes that report nothing in some months: no reports, activities, services, dossiers.

They follow the units in force, so that a commune of today fails in all its parts at once. December
is spared: the yearly figures are complete.
"""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.places import Places

# Units that fail: (first months, longest run in months, how many).
RUNS = ((range(3, 22), 3, 9), (range(25, 33), 2, 5), (range(36, 48), 2, 4))
MERGER, MERGER_UNITS = 34, 3  # 07/2025: units that could not yet report in their new shape
LAST_UNITS = 3  # units from which the last month has not come yet


def make(rng: np.random.Generator, places: Places) -> NDArray[np.bool_]:
    """For each base commune and month (226 × 50): its unit reports nothing."""
    silent = np.zeros((len(places.base), months.COUNT), dtype=np.bool_)
    for starts, longest, count in RUNS:
        vintage = int(months.VINTAGE[starts[0]])
        for unit in rng.choice(len(places.units[vintage]), count, replace=False):
            first = int(rng.choice(np.array(starts)))
            inside = np.flatnonzero(vintage == months.VINTAGE)
            length = int(rng.integers(1, longest + 1))
            run = np.intersect1d(inside, np.arange(first, first + length))
            silent[np.ix_(places.unit[vintage] == unit, run)] = True
    newest = len(months.VINTAGES) - 1
    chosen = rng.choice(len(places.units[newest]), MERGER_UNITS + LAST_UNITS, replace=False)
    silent[np.isin(places.unit[newest], chosen[:MERGER_UNITS]), MERGER] = True
    silent[np.isin(places.unit[newest], chosen[MERGER_UNITS:]), months.COUNT - 1] = True
    december = [i for i in range(months.COUNT) if months.STARTS[i].month == 12]
    silent[:, december] = False
    return silent
