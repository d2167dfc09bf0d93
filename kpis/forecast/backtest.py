"""What the forecasts of the last year would have been, and what came: nothing knew the future.

Laws, weights and intervals at an origin are made from the months until then.
"""

from dataclasses import dataclass

import numpy as np

from kpis.catalogue.chance import EDGES
from kpis.forecast.ensemble import ends
from kpis.forecast.scale import Array, Index

JUDGED = 12  # origins of the last twelve months, and steps ahead
FAR = 6  # months ahead from which statements on levels are judged
LEVELS = np.append(np.arange(0.05, 1, 0.05), 1.0)  # shares that may be reached: events to state
NEAR = 1e-9
CLASSES = tuple(edge / 100 for edge in EDGES[1:-1])


@dataclass
class Run:
    """Sums over the origins judged, by series × step, and of what was stated, by class.

    lost and naive_lost: sums of absolute errors in the unit of the KPI, of the forecasts and of “no
    change”; hits_80 and hits_95: outcomes within the intervals; outcomes: how many. stated,
    reached and cases: series × class, of “this level will be reached by then” half a year to a
    year ahead: the sum of the probabilities, how often it came true, and how many. origins: how
    many months from which was forecast, of all series.
    """

    lost: Array
    naive_lost: Array
    hits_80: Array
    hits_95: Array
    outcomes: Array
    stated: Array
    reached: Array
    cases: Array
    origins: int

    @staticmethod
    def of(series: int) -> "Run":
        """An empty one."""
        by_step, by_class = (series, JUDGED), (series, len(CLASSES) + 1)
        shapes = dict.fromkeys(("lost", "naive_lost", "hits_80", "hits_95", "outcomes"), by_step)
        shapes |= dict.fromkeys(("stated", "reached", "cases"), by_class)
        return Run(**{name: np.zeros(shape) for name, shape in shapes.items()}, origins=0)

    def judge(
        self,
        rows: Index,
        ordered: Array,
        middle: Array,
        latest: Array,
        came: Array,
        unit: float,
        top: float | None,
    ) -> None:
        """Add an origin, for some of the series.

        ordered: row × member × step, sorted, and middle: row × step, both as forecast; latest: by
        row, the last ratio known; came: row × step, NaN where no month is there to compare.
        """
        steps = came.shape[1]
        known = ~np.isnan(came) & ~np.isnan(middle[:, :steps]) & ~np.isnan(latest)[:, None]
        if not known.any():
            return
        self.origins += 1
        at = np.ix_(rows, np.arange(steps))
        for share, hits in ((0.8, self.hits_80), (0.95, self.hits_95)):
            low, high = ends(ordered[:, :, :steps], share, top)
            hits[at] += known & (came >= low - NEAR) & (came <= high + NEAR)
        off, no_change = came - middle[:, :steps], came - latest[:, None]
        self.lost[at] += np.where(known, np.abs(off) * unit, 0)
        self.naive_lost[at] += np.where(known, np.abs(no_change) * unit, 0)
        self.outcomes[at] += known
        if top is not None and steps >= FAR:
            last = np.where(known, came, np.nan)[:, -1]
            self._state(rows, ordered[:, :, steps - 1], latest, last)

    def _state(self, rows: Index, futures: Array, latest: Array, came: Array) -> None:
        """Add what was stated of each level that was not reached yet."""
        for level in LEVELS:
            open_ = np.flatnonzero(~np.isnan(came) & (latest < level))
            chance = (futures[open_] >= level - NEAR).mean(axis=1)
            at = (rows[open_], np.searchsorted(CLASSES, chance, side="right"))
            self.cases[at] += 1
            self.stated[at] += chance
            self.reached[at] += came[open_] >= level - NEAR

    @property
    def mase(self) -> Array:
        """Mean absolute error over that of “no change”, on the same origins and steps.

        The measure of Hyndman and Koehler (2006) with this as its scale.
        """
        return _ratio(self.lost.sum(axis=1), self.naive_lost.sum(axis=1))

    @property
    def coverage_80(self) -> Array:
        """Share of outcomes within the interval of 80 %."""
        return _ratio(self.hits_80.sum(axis=1), self.outcomes.sum(axis=1))

    @property
    def coverage_95(self) -> Array:
        """Share of outcomes within the interval of 95 %."""
        return _ratio(self.hits_95.sum(axis=1), self.outcomes.sum(axis=1))


def _ratio(part: Array, whole: Array) -> Array:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
