"""Readings seen on other units: both sides of base units, carried by the crosswalk.


base = reported(con, kpis, periods)
review(con, base, kpis, "commune", periods, "2022")
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError
from kpis.measure.extent import extent as extent_of
from kpis.measure.query import reported_query, review_query
from kpis.measure.readings import TEXTS, with_none
from kpis.measure.suppress.relation import hiding
from kpis.periods import Period


def reported(
    con: duckdb.DuckDBPyConnection, kpis: Sequence[Kpi], periods: Sequence[Period]
) -> pa.Table:
    """What was reported: one row per KPI, period and base unit that has both sides.

    A base unit is a unit of the source's level and of the vintage in force at the end of the
    period. Columns: kpi, period, base_code, numerator, denominator, month (the last one used), and
    `cycle`, null in these; the other rows say which of them `review` has to hide.
    """
    reach = extent_of(con)

    def rows(kpi: Kpi) -> pa.Table:
        def found(hidden: str | None) -> pa.Table:
            return con.sql(reported_query(kpi, periods, reach, hidden)).to_arrow_table()

        return hiding(con, kpi, found)

    every = pa.concat_tables(map(rows, kpis)).combine_chunks()
    for place, of in enumerate(every.schema):
        if pa.types.is_string(of.type):  # few words, each of them thousands of times
            every = every.set_column(place, of.name, every[place].dictionary_encode())
    return every


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
    return with_none(_reviewed(con, base, kpis, level, periods, vintage).df(), TEXTS)


@dataclass(frozen=True)
class Values:
    """Values and denominators of KPIs (first axis) in periods (second) of areas (third).

    NaN where there is none. Periods by their codes in time, areas by their codes.
    """

    kpis: tuple[str, ...]
    periods: tuple[str, ...]
    areas: tuple[str, ...]
    value: np.ndarray[Any, np.dtype[np.float64]]
    denominator: np.ndarray[Any, np.dtype[np.float64]]


def review_values(
    con: duckdb.DuckDBPyConnection,
    base: pa.Table,
    kpis: Sequence[Kpi],
    level: str,
    periods: Sequence[Period],
    vintage: str,
) -> Values:
    """Two columns of `review` as arrays that cannot be written to."""
    rows = _reviewed(con, base, kpis, level, periods, vintage).to_arrow_table()
    in_time = sorted(periods, key=lambda period: (period.first_month, period.code))
    count = len(rows) // (len(kpis) * len(in_time))
    shape = (len(kpis), len(in_time), count)
    sides = [
        rows[side].to_numpy().astype(float, copy=False).reshape(shape)
        for side in ("value", "denominator")
    ]
    for side in sides:
        side.flags.writeable = False
    return Values(
        kpis=tuple(kpi.id for kpi in kpis),
        periods=tuple(period.code for period in in_time),
        areas=tuple(rows["area_code"].slice(0, count).to_pylist()),
        value=sides[0],
        denominator=sides[1],
    )


def _reviewed(
    con: duckdb.DuckDBPyConnection,
    base: pa.Table,
    kpis: Sequence[Kpi],
    level: str,
    periods: Sequence[Period],
    vintage: str,
) -> duckdb.DuckDBPyRelation:
    reach = extent_of(con)
    reach.require_vintage(vintage)
    for kpi in kpis:
        if level not in kpi.levels:
            raise KpiError(f"{kpi.id} is not defined at the level “{level}”.")
    con.register("base", base)
    return con.sql(review_query(kpis, Level(level), periods, vintage, reach))
