"""What the last publish computed: statuses, forecasts, probabilities, the report of the back-test.

Each function answers one question with the rows of one table of kpis/sql/derived; what the columns
mean stands there. KpiError where the snapshot has no such table, with the reason that it gives.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from kpis.errors import KpiError
from kpis.measure.extent import once
from kpis.measure.readings import with_none

LAST = Path(__file__).parents[1] / "sql" / "last_statuses.sql"


def statuses(
    con: duckdb.DuckDBPyConnection,
    level: str | None = None,
    kpi: str | None = None,
    period: str | None = None,
) -> pd.DataFrame:
    """Rows of mart_status: of all levels, KPIs and periods, or of one; in the order of time."""
    return _rows(con, "mart_status", level=level, kpi=kpi, period=period)


def status_periods(
    con: duckdb.DuckDBPyConnection, level: str, target_status: Collection[str]
) -> pd.DataFrame:
    """Columns kpi, period, is_aimed: the periods of each KPI in mart_status, at a level.

    `is_aimed`: whether any area has a target of one of these statuses in it.
    """
    _require(con, "mart_status")
    query = (
        "select kpi, period,"
        " coalesce(bool_or(list_contains($of, target_status)), false) as is_aimed"
        " from mart_status where level = $level group by kpi, period order by kpi, period"
    )
    return con.execute(query, {"level": level, "of": [*map(str, target_status)]}).df()


def statuses_of(
    con: duckdb.DuckDBPyConnection,
    level: str,
    periods: Mapping[str, str],
    target_status: Collection[str],
    columns: Sequence[str] = ("*",),
) -> pd.DataFrame:
    """Rows of mart_status of a level: of each KPI those of one period.

    Only of targets of some statuses, and only some columns: of all communes all of them are much.
    """
    _require(con, "mart_status")
    names = ", ".join(f"status.{column}" for column in columns)
    query = (
        f"select {names} from mart_status status join"
        " (select unnest($kpis) as kpi, unnest($periods) as period) wanted using (kpi, period)"
        " where level = $level and list_contains($of, target_status) order by status.rowid"
    )
    asked = {"level": level, "kpis": [*periods], "periods": [*periods.values()]}
    return _read(con, query, asked | {"of": [*map(str, target_status)]})


def values_at(
    con: duckdb.DuckDBPyConnection,
    level: str,
    kpis: Sequence[str],
    periods: Sequence[str],
    vintage: str,
) -> dict[str, Any]:
    """Arrays area_code, value and denominator of mart_status at a level, NaN where there is none.

    KPI by KPI, in the order of the periods, by area.
    """
    _require(con, "mart_status")
    query = (
        "select area_code, coalesce(max(value), 'nan') as value,"
        " coalesce(max(denominator), 'nan') as denominator from mart_status"
        " where level = $level and vintage = $vintage and list_contains($kpis, kpi)"
        " and list_contains($periods, period) group by kpi, period, area_code"
        " order by list_position($kpis, kpi), list_position($periods, period), area_code"
    )
    asked = {"level": level, "vintage": vintage, "kpis": [*kpis], "periods": [*periods]}
    found = con.execute(query, asked).fetchnumpy()
    return {name: np.ma.getdata(column) for name, column in found.items()}


def whole(
    con: duckdb.DuckDBPyConnection, kpis: Sequence[str], periods: Sequence[str], vintage: str
) -> pd.DataFrame:
    """Rows of mart_whole on the units of a vintage: KPI by KPI, in the order of the periods."""
    _require(con, "mart_whole")
    query = (
        "select * from mart_whole where vintage = $vintage and list_contains($kpis, kpi)"
        " and list_contains($periods, period)"
        " order by list_position($kpis, kpi), list_position($periods, period)"
    )
    return _read(con, query, {"vintage": vintage, "kpis": [*kpis], "periods": [*periods]})


def verdicts(
    con: duckdb.DuckDBPyConnection,
    year: int | None = None,
    kpi: str | None = None,
    level: str | None = None,
) -> pd.DataFrame:
    """Rows of mart_verdict: the targets whose year is over, or those of one year, KPI or level."""
    return _rows(con, "mart_verdict", year=year, kpi=kpi, level=level)


def last_statuses(con: duckdb.DuckDBPyConnection, level: str) -> pd.DataFrame:
    """Rows of mart_status of a level: of each KPI those of the last period that has a value."""
    _require(con, "mart_status")
    return _read(con, LAST.read_text(encoding="utf-8"), {"level": level})


def chances_of_targets(
    con: duckdb.DuckDBPyConnection, level: str, year: int, target_status: Collection[str]
) -> pd.DataFrame:
    """Columns kpi, area_code, probability: of each target of a year of some statuses.

    The targets are those of `last_statuses`, the probability is NaN where there is none.
    """
    _require(con, "mart_status")
    query = (
        f"select aim.kpi, aim.area_code, chance.probability from ({LAST.read_text('utf-8')}) aim"
        " join mart_outlook using (kpi, level, area_code)"
        " left join mart_chance chance on chance.kpi = aim.kpi and chance.level = aim.level"
        " and chance.area_code = aim.area_code and chance.year = $year"
        " where aim.target_year = $year and list_contains($of, aim.target_status)"
    )
    asked = {"level": level, "year": year, "of": [*map(str, target_status)]}
    return _read(con, query, asked)


def forecasts(
    con: duckdb.DuckDBPyConnection, kpi: str, level: str, area: str | None = None
) -> pd.DataFrame:
    """Rows of mart_forecast: the months to come of each area that has a forecast, or of one."""
    return _rows(con, "mart_forecast", kpi=kpi, level=level, area_code=area)


def forecasts_at(
    con: duckdb.DuckDBPyConnection, period: str, kpi: str | None = None, level: str | None = None
) -> pd.DataFrame:
    """Rows of mart_forecast of one month to come: where everything will stand then."""
    return _rows(con, "mart_forecast", period=period, kpi=kpi, level=level)


def outlooks(
    con: duckdb.DuckDBPyConnection, kpi: str | None = None, level: str | None = None
) -> pd.DataFrame:
    """Rows of mart_outlook: the model of each area, its errors so far, or why it has none."""
    return _rows(con, "mart_outlook", kpi=kpi, level=level)


def chances(
    con: duckdb.DuckDBPyConnection,
    kpi: str | None = None,
    level: str | None = None,
    year: int | None = None,
) -> pd.DataFrame:
    """Rows of mart_chance: the probability that the target of a year to come is met."""
    return _rows(con, "mart_chance", kpi=kpi, level=level, year=year)


def backtests(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of mart_backtest, by KPI and level."""
    return _rows(con, "mart_backtest")


def backtest_steps(con: duckdb.DuckDBPyConnection, level: str | None = None) -> pd.DataFrame:
    """The rows of mart_backtest_step, by KPI, level and months ahead."""
    return _rows(con, "mart_backtest_step", level=level)


def reliabilities(con: duckdb.DuckDBPyConnection, level: str | None = None) -> pd.DataFrame:
    """The rows of mart_reliability, by KPI, level and class of probability."""
    return _rows(con, "mart_reliability", level=level)


def effects(con: duckdb.DuckDBPyConnection, topic: str | None = None) -> pd.DataFrame:
    """The rows of mart_effect: what the work on each topic goes with, or on one."""
    return _rows(con, "mart_effect", topic=topic)


def effect_checks(con: duckdb.DuckDBPyConnection, topic: str | None = None) -> pd.DataFrame:
    """The rows of mart_effect_check: what stands beside these effects."""
    return _rows(con, "mart_effect_check", topic=topic)


def deviances(con: duckdb.DuckDBPyConnection, topic: str | None = None) -> pd.DataFrame:
    """The rows of mart_deviance: communes that grew more than was expected, the surest first."""
    return _rows(con, "mart_deviance", topic=topic)


def deviance_habits(con: duckdb.DuckDBPyConnection, topic: str | None = None) -> pd.DataFrame:
    """The rows of mart_deviance_habit: what these communes do, beside the province."""
    return _rows(con, "mart_deviance_habit", topic=topic)


def problem(con: duckdb.DuckDBPyConnection, table: str = "mart_status") -> str | None:
    """Why the snapshot has no derived tables, or not this one; None where it has them."""
    if table in once(con, _tables):
        return None
    query = "select value from mart_data where key = 'derived_problem'"
    told = con.execute(query).fetchall()
    return str(told[0][0]) if told else "it was published by an older version"


def _tables(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = con.execute("select table_name from duckdb_tables()").fetchall()
    return frozenset(name for (name,) in rows)


def _rows(con: duckdb.DuckDBPyConnection, table: str, **wanted: str | int | None) -> pd.DataFrame:
    """The rows of a table whose columns have the values wanted."""
    _require(con, table)
    asked = {column: value for column, value in wanted.items() if value is not None}
    every = " and ".join(["true", *(f"{column} = ${column}" for column in asked)])
    return _read(con, f"select * from {table} where {every} order by rowid", asked)


def _require(con: duckdb.DuckDBPyConnection, table: str) -> None:
    why = problem(con, table)
    if why:
        raise KpiError(f"This snapshot has no forecasts ({why}): publish the exports again.")


def _read(con: duckdb.DuckDBPyConnection, query: str, asked: Mapping[str, object]) -> pd.DataFrame:
    """The rows of a query, its texts None where there is none."""
    found = con.execute(query, asked)
    texts = [name for name, kind, *_ in found.description or [] if str(kind) == "VARCHAR"]
    rows = with_none(found.df(), texts)
    if "missing_reason" in rows:  # the word of snapshots of before for what was due and not there
        rows["missing_reason"] = rows["missing_reason"].replace("late", "not_reported")
    return rows
