"""What stands in the way of the groups: who names which difficulty, since when, for how long."""

import duckdb
import pandas as pd

from kpis.measure.extent import extent as extent_of
from kpis.network.register import query
from kpis.periods import Period


def naming(con: duckdb.DuckDBPyConnection, level: str, vintage: str) -> pd.DataFrame:
    """Reports that name a difficulty, of those sent, by month and unit: see naming.sql."""
    return con.execute(query("naming"), {"level": level, "vintage": vintage}).df()


def lasting(con: duckdb.DuckDBPyConnection, period: Period) -> pd.DataFrame:
    """Groups and the difficulties that they name in a period, with how long each lasts.

    Columns: group_code, difficulty, since (the first month from which on each report that the group
    sent named it), lasts (the months from there to the last one in the period that did).
    """
    months = {"first": period.first_month, "last": extent_of(con).last_reported(period)}
    rows = con.execute(query("difficulties"), months).df()
    last, since = (pd.to_datetime(rows[name]) for name in ("last_named", "since"))
    months_of = 12 * (last.dt.year - since.dt.year) + last.dt.month - since.dt.month + 1
    return rows.assign(since=since, lasts=months_of)
