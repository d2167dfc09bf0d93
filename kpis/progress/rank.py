"""Places among peers: who stands best by an indicator."""

import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.progress.paths import range_path


def ranks(values: pd.Series, kpi: Kpi) -> pd.Series:
    """The place of each value: 1 is best, ties share the better place, none where none is known.

    Of an indicator that is best within a range, all within that of its last target are first.
    """
    if kpi.direction is Direction.RANGE and kpi.targets:
        goal = kpi.targets[-1]
        distance = values.map(lambda v: abs(v - range_path(v, goal)), na_action="ignore")
        return distance.rank(method="min")
    return values.rank(method="min", ascending=kpi.direction is Direction.DOWN)
