"""The register of the groups: each that exists, where it is, who is in it, what it reported."""

from pathlib import Path

import duckdb
import pandas as pd

from kpis.errors import KpiError, nearest
from kpis.measure.extent import extent as extent_of
from kpis.measure.extent import once
from kpis.measure.readings import with_none
from kpis.periods import Period
from kpis.province import PART, WHOLE

SQL = Path(__file__).parents[1] / "sql" / "network"
COLUMNS = (
    *("group_code", "village_code", "village_name", "area_code", "area_name"),
    *("parent_code", "parent_name", "home_vintage", "home_code", "home_name"),
    *("set_up_date", "members", "women", "youth_union", "firm_staff", "trained"),
    *("zalo_followers", "listed_month"),
    *("reports_due", "reports_sent", "reports_on_time", "is_active", "last_report"),
    "difficulties",
)
DAYS = ("set_up_date", "listed_month", "last_report")
TEXTS = ("village_name", "area_code", "area_name", "parent_code", "parent_name", "home_name")


def register(
    con: duckdb.DuckDBPyConnection,
    period: Period,
    vintage: str | None = None,
    area: str | None = None,
) -> pd.DataFrame:
    """The groups that exist in the last month of a period that has data, a row each: COLUMNS.

    `vintage` is that of the communes under which they are listed (None: the one in force then),
    `area` the code of a commune, district or province of it (None: all). A group that was set up
    in a commune of a newer vintage is under none of these: `area_code` is None. `home_…` is the
    commune in which it was set up; members are those of the list of `listed_month`, the last one
    that came; is_active is 1, 0, or nothing where nothing is known; `difficulties` are the codes
    that its reports of the period name, with blanks between. Ordered by commune and village.
    KpiError where the question has no answer.
    """
    extent = extent_of(con)
    extent.require(period)
    shown = vintage or extent.base_vintage(period)
    extent.require_vintage(shown)
    months = {"first": period.first_month, "last": extent.last_reported(period)}
    rows = once(con, homes, shown).merge(
        con.execute(query("register"), months).df(), on="group_code"
    )
    told: dict[str, str] = {}
    for group, difficulty in con.execute(query("named"), months).fetchall():
        told[group] = f"{told[group]} {difficulty}" if group in told else difficulty
    named = [told.get(group, "") for group in rows["group_code"].to_list()]
    rows["difficulties"] = pd.Series(named, rows.index, dtype="object")
    return rows if area is None else _within(con, rows, shown, area)


def homes(con: duckdb.DuckDBPyConnection, vintage: str) -> pd.DataFrame:
    """Where each group is, on the communes of a vintage, the same in all months: homes.sql."""
    return with_none(con.execute(query("homes"), {"vintage": vintage}).df(), TEXTS)


def _within(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, vintage: str, area: str
) -> pd.DataFrame:
    units = con.execute(
        "select level, code from mart_unit where vintage = $1", [vintage]
    ).fetchall()
    levels = {level for level, code in units if code == area}
    if not levels:
        known = [code for _, code in units]
        raise KpiError(f"There is no unit “{area}” of {vintage}. {nearest(area, known)}")
    inside = pd.Series(False, index=rows.index)
    if WHOLE in levels:
        inside |= True
    if PART in levels:
        inside |= rows["parent_code"] == area
    if "commune" in levels:
        inside |= rows["area_code"] == area
    return rows[inside].reset_index(drop=True)


def counts(con: duckdb.DuckDBPyConnection, level: str, vintage: str) -> pd.DataFrame:
    """What the network was in each month, a row a month and unit: kpis/sql/network/counts.sql."""
    return con.execute(query("counts"), {"level": level, "vintage": vintage}).df()


def managers(con: duckdb.DuckDBPyConnection, period: Period, vintage: str) -> pd.DataFrame:
    """The management groups at the end of a period: kpis/sql/network/managers.sql."""
    last = Period.containing("month", extent_of(con).last_reported(period))
    return con.execute(query("managers"), {"day": last.end, "vintage": vintage}).df()


def query(name: str) -> str:
    """A query of kpis/sql/network."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
