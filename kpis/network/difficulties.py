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
    return con.execute(query("difficulties"), months).df()


def by_unit(
    con: duckdb.DuckDBPyConnection, period: Period, level: str, vintage: str
) -> pd.DataFrame:
    """The groups that name each difficulty in a period, a row a unit that has groups.

    Columns: area_code, groups (at the end of the period), reporting (those of them that sent a
    report), and by its code each difficulty: the groups that name it, NaN where none reported.
    """
    months = {"first": period.first_month, "last": extent_of(con).last_reported(period)}
    rows = con.execute(query("naming_groups"), {**months, "vintage": vintage}).df()
    sides = ["groups", "reporting", "naming"]
    if level != "commune":
        if level == "province":
            of = "select code from mart_unit where level = 'province' and vintage = $1"
            (rows["area_code"],) = con.execute(of, [vintage]).fetchone() or (None,)
        else:
            rows["area_code"] = rows["parent_code"]
        rows = rows.groupby(["area_code", "difficulty"], as_index=False)[sides].sum()
    kinds = dict.fromkeys(rows["difficulty"])
    every = {kind: rows[rows["difficulty"] == kind].reset_index(drop=True) for kind in kinds}
    units: pd.DataFrame = next(iter(every.values()), rows)[["area_code", "groups", "reporting"]]
    is_told = units["reporting"] > 0
    return units.assign(
        **{kind: told["naming"].astype("float64").where(is_told) for kind, told in every.items()}
    )
