"""Readings seen on other units: both sides of base units, carried by the crosswalk.


base = reported(con, kpis, periods)
review(con, base, kpis, "commune", periods, "2022")
"""

from collections.abc import Sequence

import duckdb
import pandas as pd
import pyarrow as pa

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError
from kpis.measure.extent import extent as extent_of
from kpis.measure.query import reported_query, review_query
from kpis.measure.readings import TEXTS, with_none
from kpis.periods import Period


def reported(
    con: duckdb.DuckDBPyConnection, kpis: Sequence[Kpi], periods: Sequence[Period]
) -> pa.Table:
    """What was reported: one row per KPI, period and base unit that has both sides.

    A base unit is a unit of the source's level and of the vintage in force at the end of the
    period. Columns: kpi, period, base_code, numerator, denominator, month (the last one used).
    """
    reach = extent_of(con)
    return pa.concat_tables(
        con.execute(reported_query(kpi, periods, reach)).to_arrow_table() for kpi in kpis
    )


def review(
    con: duckdb.DuckDBPyConnection,
    base: pa.Table,
    kpis: Sequence[Kpi],
    level: str,
    periods: Sequence[Period],
    vintage: str,
) -> pd.DataFrame:
    """The readings of `measure`, of several KPIs at once, on the units of a vintage.

    `base` is what `reported` gave for the same KPIs and periods. KpiError for an unknown vintage or
    for a KPI that is not defined at the level.
    """
    reach = extent_of(con)
    reach.require_vintage(vintage)
    for kpi in kpis:
        if level not in kpi.levels:
            raise KpiError(f"{kpi.id} is not defined at the level “{level}”.")
    con.register("base", base)
    query = review_query(kpis, Level(level), periods, vintage, reach)
    return with_none(con.execute(query).df(), TEXTS)
