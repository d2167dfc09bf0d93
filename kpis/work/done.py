"""Sessions, people, assists, distinct people, first uses and households visited."""

from pathlib import Path

import duckdb
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.measure.extent import extent
from kpis.measure.readings import with_none
from kpis.measure.suppress.relation import hiding
from kpis.periods import Period

SQL = Path(__file__).parents[1] / "sql" / "work"
COUNTS = ("sessions", "people", "assists", "distinct_people", "first_uses", "households_visited")


def asked(con: duckdb.DuckDBPyConnection, question: str, **of: object) -> pd.DataFrame:
    """The rows of one of the queries of kpis/sql/work."""
    found = con.execute((SQL / f"{question}.sql").read_text(encoding="utf-8"), of)
    texts = [name for name, kind, *_ in found.description or [] if str(kind) == "VARCHAR"]
    return with_none(found.df(), texts)


def done(
    con: duckdb.DuckDBPyConnection,
    period: Period,
    level: str,
    vintage: str,
    topic: str = "",
    form: str = "",
) -> pd.DataFrame:
    """COUNTS of a topic and form ("" is all) in a period by area_code, of what was done at all.

    On the units of a vintage, as readings are: carried onto the units in force at the end of the
    period, and from these onto those shown. NaN: no line states the count.
    """
    return asked(con, "done", topic=topic, form=form, **_of(con, period, level, vintage))


def cells(
    con: duckdb.DuckDBPyConnection, period: Period, level: str, vintage: str, area: str
) -> pd.DataFrame:
    """The same of one area by topic and form."""
    return asked(con, "cells", area=area, **_of(con, period, level, vintage))


def by_topic(
    con: duckdb.DuckDBPyConnection, period: Period, level: str, vintage: str
) -> pd.DataFrame:
    """The assists of every topic in a period, a row an area and topic with any work: `done`."""
    return asked(con, "by_topic", **_of(con, period, level, vintage))


def moved(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, period: Period, level: str, vintage: str
) -> pd.DataFrame:
    """Which of these are hidden, `kpi` being the indicator that publishes them, split by topic.

    A row an area_code, topic and cycle that moves it; a sum of areas is hidden where the amounts
    `moved` of any one cycle are no zero in all.
    """
    query = (SQL / "moved.sql").read_text(encoding="utf-8")
    of = _of(con, period, level, vintage)

    def found(hidden: str | None) -> pd.DataFrame:
        if hidden is None:
            return pd.DataFrame(columns=["area_code", "topic", "cycle", "moved"])
        return con.execute(query.format(hidden=hidden), of | {"kpi": kpi.id}).df()

    return hiding(con, kpi, found)


def reporting(con: duckdb.DuckDBPyConnection, period: Period, vintage: str) -> pd.DataFrame:
    """Who could have worked in a period, one row a unit of each level of a vintage.

    Columns: level, vintage, area_code, area_name, parent_code, adult_months and group_months of the
    communes that reported, units_reported and units_expected (communes in force at the end of the
    period), is_exact, is_comparable.
    """
    of = _of(con, period, "", vintage)
    del of["level"]
    return asked(con, "reporting", **of)


def by_month(con: duckdb.DuckDBPyConnection, level: str, vintage: str, area: str) -> pd.DataFrame:
    """COUNTS of one area by month of the data, topic and form."""
    return asked(con, "by_month", level=level, vintage=vintage, area=area)


def reporting_by_month(
    con: duckdb.DuckDBPyConnection, level: str, vintage: str, area: str
) -> pd.DataFrame:
    """Of one area each month: adults, groups, units_reported, units_expected, is_exact."""
    return asked(con, "reporting_by_month", level=level, vintage=vintage, area=area)


def every_month(con: duckdb.DuckDBPyConnection, level: str, topic: str, form: str) -> pd.DataFrame:
    """COUNTS of a topic and form ("" is all) in each month, of each unit in force that reported.

    Columns beside: month, vintage, area_code, adult_months, group_months.
    """
    return asked(con, "every_month", level=level, topic=topic, form=form)


def _of(
    con: duckdb.DuckDBPyConnection, period: Period, level: str, vintage: str
) -> dict[str, object]:
    reach = extent(con)
    reach.require(period)
    reach.require_vintage(vintage)
    return {
        "first": period.first_month,
        "last": period.last_month,
        "base": reach.base_vintage(period),
        "level": level,
        "vintage": vintage,
    }
