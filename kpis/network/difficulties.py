"""What stands in the way of the groups: who names which difficulty, since when, for how long."""

from collections.abc import Iterable

import duckdb
import pandas as pd

from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import with_none
from kpis.network.register import query
from kpis.periods import Period


def naming(con: duckdb.DuckDBPyConnection, level: str, vintage: str) -> pd.DataFrame:
    """Reports that name a difficulty, of those sent, by month and unit: see naming.sql."""
    return con.execute(query("naming"), {"level": level, "vintage": vintage}).df()


def lasting(
    con: duckdb.DuckDBPyConnection, period: Period, vintage: str | None = None
) -> pd.DataFrame:
    """Groups and the difficulties that they name in a period, with how long each lasts.

    Columns: group_code, difficulty, since (the first month from which on each report that the group
    sent named it), lasts (the months from there to the last one in the period that did), and
    area_code and parent_code of the commune of a vintage (None: the one in force) that holds it.
    """
    reach = extent_of(con)
    months = {"first": period.first_month, "last": reach.last_reported(period)}
    asked = {**months, "vintage": vintage or reach.base_vintage(period)}
    rows = con.execute(query("difficulties"), asked).df()
    since, named = rows["since"].dt, rows["last_named"].dt
    lasts = 12 * (named.year - since.year) + named.month - since.month + 1
    return with_none(rows.assign(lasts=lasts), ("area_code", "parent_code"))


def reporting(con: duckdb.DuckDBPyConnection, period: Period, vintage: str) -> pd.DataFrame:
    """The groups of each commune that has any, and those of them that sent a report in a period.

    Columns: area_code, parent_code, groups (at the end of the period), reporting.
    """
    months = {"first": period.first_month, "last": extent_of(con).last_reported(period)}
    rows = con.execute(query("reporting"), {**months, "vintage": vintage}).df()
    return with_none(rows, ("parent_code",))


def by_unit(
    communes: pd.DataFrame, named: pd.DataFrame, kinds: Iterable[str], level: str
) -> pd.DataFrame:
    """The groups that name each of some kinds, a row a commune or district that has groups.

    Of the rows of `reporting` and of `lasting` of a period and vintage. Columns: area_code, groups,
    reporting, and by its code each difficulty: the groups that name it, NaN where none reported.
    """
    of = "area_code" if level == "commune" else "parent_code"
    units = communes.groupby(of)[["groups", "reporting"]].sum()
    naming = named.groupby([of, "difficulty"]).size().unstack(fill_value=0)
    counts = naming.reindex(index=units.index, columns=list(kinds), fill_value=0).astype("float64")
    units = units.join(counts.where(units["reporting"] > 0, axis=0))
    return units.rename_axis("area_code").reset_index()


def by_month(con: duckdb.DuckDBPyConnection, vintage: str) -> pd.DataFrame:
    """Of all months the groups of each commune of a vintage that name each difficulty.

    Columns: month, area_code, parent_code, difficulty, groups, of_groups (that sent a report).
    """
    return con.execute(query("naming_months"), {"vintage": vintage}).df()
