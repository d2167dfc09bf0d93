"""The kind of map that is asked for."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.widgets.map.kinds.asked import Own, kind_of, second_kpi
from pages.widgets.map.kinds.classed import classed
from pages.widgets.map.kinds.shown import Shown
from pages.widgets.map.kinds.symbols import symbols


def drawn_as(
    served: Served,
    selection: Selection,
    own: Own,
    rows: pd.DataFrame,
    kpi: Kpi,
    cut_at: str = "",
) -> Shown:
    """What the map shows of readings; classes where nothing can stand beside the indicator.

    `cut_at`: the period whose values two indicators are classed by, where it is another one.

    What few readers ask for is imported when they do: shapes and statistics take seconds.
    """
    kind = kind_of(own, kpi)
    if kind == "symbols":
        return symbols(selection, own, rows, kpi)
    if kind == "two" and second_kpi(own, selection):
        from pages.widgets.map.kinds.two import two

        return two(served, selection, own, rows, kpi, cut_at)
    if kind == "neighbours":
        from pages.widgets.map.kinds.neighbours import neighbours

        return neighbours(served, selection, own, rows, kpi)
    if kind == "clusters":
        from pages.widgets.map.kinds.clusters import clusters

        return clusters(served, selection, rows, kpi)
    return classed(served, selection, own, rows, kpi)
