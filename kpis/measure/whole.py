"""Readings of the whole, the province or the country: in all periods, as a publish keeps them.

What every reader asks first would else be summed up from all communes in all months.
"""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.measure.extent import extent
from kpis.measure.other_units import reported, review
from kpis.measure.published import problem, whole
from kpis.periods import Kind, Period
from kpis.province import WHOLE


def readings_of_whole(
    con: duckdb.DuckDBPyConnection, kpis: Sequence[Kpi], periods: Sequence[Period], vintage: str
) -> pd.DataFrame:
    """The rows of `review` of the whole: those of the publish, or computed where it has not all."""
    if not problem(con, "mart_whole"):
        rows = whole(con, [kpi.id for kpi in kpis], [period.code for period in periods], vintage)
        if len(rows) == len(kpis) * len(periods):
            return rows
    return review(con, reported(con, kpis, periods), kpis, WHOLE, periods, vintage)


def derived_of_whole(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> pd.DataFrame:
    """The rows of mart_whole of a KPI; none where it is not measured for the whole."""
    if WHOLE not in kpi.levels:
        return pd.DataFrame()
    reach = extent(con)
    ends = reach.first_month, reach.last_month
    periods = [period for kind in Kind for period in Period.between(kind, *ends)]
    base = reported(con, [kpi], periods)
    vintages = {reach.base_vintage(period) for period in periods}
    rows = [review(con, base, [kpi], WHOLE, periods, vintage) for vintage in sorted(vintages)]
    return pd.concat(rows, ignore_index=True)
