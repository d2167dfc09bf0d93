"""What would close a gap: units that reach a mark, in the order of the people to be won.

Arithmetic, no forecast: denominators are held, and whoever is at the mark stays where it is.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction, Unit
from kpis.compare.why import IncomparableError, Why
from kpis.errors import require_finite
from kpis.progress.paths import EXACT


@dataclass(frozen=True)
class Gap:
    """Which units lie behind a mark, and where the whole would be if they reached it.

    `units`: those behind it, most to be won first: area_code, area_name, comparability, numerator,
    denominator, value, `won` (how many more, or fewer where less is better, of the numerator: whole
    ones) and `then` (the value of the whole once this unit and all above it are at the mark).
    `now` is the value of the whole, `missing` the names of the units without a value, which are in
    no total. `smallest` is how many units, from the first on, bring the whole to its goal: the
    smallest set that does; 0 where it is there today, None where all of them do not, or where there
    is no goal.
    """

    mark: float
    now: float
    units: pd.DataFrame
    missing: tuple[str, ...]
    goal: float | None
    smallest: int | None

    @property
    def then(self) -> float:
        """The value of the whole where all units are at the mark."""
        return float(self.units["then"].iloc[-1]) if len(self.units) else self.now


def median(readings: pd.DataFrame) -> float:
    """The median of the units' values: each unit counts once, however large it is; NaN of none."""
    return float(readings["value"].median())


def gap(readings: pd.DataFrame, kpi: Kpi, mark: float, goal: float | None = None) -> Gap:
    """What it brings if each unit of the readings reaches a mark; `goal` is that of the whole.

    The most people first is the smallest set: gains add up over a denominator that is held, so no
    other set of as many units brings more. IncomparableError for a range, which has two ends, for a
    count, which has no denominator to reach a mark by, and where no unit has a value.
    """
    if kpi.direction is Direction.RANGE or kpi.unit is Unit.COUNT:
        why = Why.COUNT if kpi.unit is Unit.COUNT else Why.RANGE
        text = f"{kpi.id} has no mark that every unit could reach: a range, or a count."
        raise IncomparableError(why, text)
    require_finite(mark=mark, goal=goal)
    known = readings[readings["denominator"] > 0]
    if known.empty:
        raise IncomparableError(Why.NO_VALUE, "No unit has a value.")
    sign = -1.0 if kpi.direction is Direction.DOWN else 1.0
    scale, whole = kpi.unit.scale, float(known["denominator"].sum())
    top = float(known["numerator"].sum())
    lacking = sign * (mark * known["denominator"] / scale - known["numerator"])
    won = np.ceil(lacking - EXACT)
    behind = known.assign(won=won)[won > 0]
    behind = behind.sort_values(["won", "area_code"], ascending=[False, True], ignore_index=True)
    then = scale * (top + sign * behind["won"].cumsum()) / whole
    columns = ["area_code", "area_name", "comparability", "numerator", "denominator", "value"]
    now = scale * top / whole
    return Gap(
        mark=mark,
        now=now,
        units=behind[[*columns, "won"]].assign(then=then),
        missing=tuple(readings.loc[~(readings["denominator"] > 0), "area_name"]),
        goal=goal,
        smallest=_smallest(now, then.to_numpy(), goal, sign),
    )


def _smallest(now: float, then: np.ndarray, goal: float | None, sign: float) -> int | None:
    if goal is None:
        return None
    reached = np.flatnonzero(sign * (np.array([now, *then]) - goal) >= -EXACT)
    return int(reached[0]) if len(reached) else None
