"""Places among peers: who stands best by an indicator."""

import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.progress.paths import range_path

FLOOR = 0.9  # of what a value rests on: below it a unit has a value, and no place among others


def ranks(values: pd.Series, kpi: Kpi) -> pd.Series:
    """The place of each value: 1 is best, ties share the better place, none where none is known.

    Of an indicator that is best within a range, all within that of its last target are first.
    """
    if kpi.direction is Direction.RANGE and kpi.targets:
        goal = kpi.targets[-1]
        distance = values.map(lambda v: abs(v - range_path(v, goal)), na_action="ignore")
        return distance.rank(method="min")
    return values.rank(method="min", ascending=kpi.direction is Direction.DOWN)


def is_complete(readings: pd.DataFrame, floor: float = FLOOR) -> pd.Series:
    """Whether enough was reported of a unit for a place among others: a truth for each reading.

    Of several readings of a unit, those of the months of a period, all of them count together.
    """
    sides = readings[["units_reported", "units_expected"]]
    if not readings["area_code"].is_unique:
        sides = sides.groupby(readings["area_code"]).transform("sum")
    return sides["units_reported"] >= floor * sides["units_expected"].where(lambda n: n > 0)
