"""Readings: the measured values of a KPI, with everything needed to judge them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError, nearest
from kpis.measure.extent import extent as extent_of
from kpis.measure.parts import FORM, column_of, has_forms
from kpis.measure.query import months_read, readings_query
from kpis.measure.suppress.relation import MART, hiding, is_any_hidden
from kpis.periods import Period

TEXTS = (
    "area_name",
    "parent_code",
    "missing_reason",
    "comparability",
)  # None where there is none, never NaN


def measure(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi,
    level: str,
    periods: Sequence[Period],
    vintage: str | None = None,
    breakdown: str | None = None,
    hides: bool = True,
) -> pd.DataFrame:
    """Readings of one KPI: one row per area × period, those without a value included.

    `vintage` is that of the areas shown (None: the one in force at the end of each period),
    `breakdown` one part of the KPI (None or "all": the whole): a topic, or "form:" and a form.
    Columns: kpi, level, vintage, area_code, area_name, parent_code, period, numerator,
    denominator, value (in the KPI's unit: a percent is 0–100), missing_reason (None where there is
    a value; "suppressed" where few people stand behind it, or behind one that it would tell: then
    it has no sides either), comparability ("exact"; "estimated" where a divided unit gave a part of
    both sides; "not_comparable" where nobody knows the parts; None where nothing is reported),
    units_reported and units_expected (units of the source's level), reported_month (the last month
    used). Ordered by period, then area_code. `hides` is false for who may read the rows behind a
    figure anyway, and for nobody else. KpiError when the question has no answer.
    """
    extent = extent_of(con)
    wanted = _level(kpi, level)
    for period in periods:
        extent.require(period)
    if vintage is not None:
        extent.require_vintage(vintage)
    part = _part(con, kpi, breakdown)
    if not periods:
        raise KpiError("Name at least one period.")
    asked = list(dict.fromkeys(periods))
    months = set[date]().union(*(months_read(kpi, period, extent) for period in asked))

    def found(hidden: str | None) -> pd.DataFrame:
        if hidden == MART and not is_any_hidden(con, kpi, part, months):
            hidden = None
        query = readings_query(kpi, wanted, asked, vintage, part, extent, hidden)
        return _frame(con.execute(query).fetchnumpy())

    return hiding(con, kpi, found) if hides else found(None)


def measure_many(
    con: duckdb.DuckDBPyConnection,
    kpis: Sequence[Kpi],
    level: str,
    periods: Sequence[Period],
    vintage: str | None = None,
    breakdown: str | None = None,
) -> pd.DataFrame:
    """Readings of those of the KPIs that are defined at a level, one after the other.

    A KPI that is asked for alone has to be defined there.
    """
    defined = [kpi for kpi in kpis if level in kpi.levels] or kpis[:1]
    frames = [measure(con, kpi, level, periods, vintage, breakdown) for kpi in defined]
    return pd.concat(frames, ignore_index=True)


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of readings_query: what `df` makes of them in twice the time, with None in TEXTS."""
    found = dict(columns)
    for name in columns:
        if name in TEXTS:
            texts = np.ma.getdata(found[name]).copy()
            texts[np.ma.getmaskarray(found[name])] = None
            found[name] = pd.Series(texts, dtype=object)
        elif found[name].dtype == object:
            found[name] = pd.array(found[name], dtype="str")
    return pd.DataFrame(found)


def with_none(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """The frame with None, not NaN, where one of its text columns has nothing."""
    texts = {column: frame[column].to_numpy(object, copy=True) for column in columns}
    for found in texts.values():
        found[pd.isna(found)] = None
    return frame.assign(
        **{name: pd.Series(found, frame.index, "object") for name, found in texts.items()}
    )


def _level(kpi: Kpi, level: str) -> Level:
    if level not in list(Level):
        raise KpiError(f"There is no level “{level}”. {nearest(level, Level)}")
    if level not in kpi.levels:
        defined = ", ".join(kpi.levels)
        raise KpiError(f"{kpi.id} is not defined at the level “{level}”, only at: {defined}.")
    return Level(level)


def _part(con: duckdb.DuckDBPyConnection, kpi: Kpi, breakdown: str | None) -> str | None:
    if breakdown is None or breakdown == "all":
        return None
    if kpi.breakdown is None:
        raise KpiError(f"{kpi.id} has no breakdown; ask for it without one.")
    column, code = column_of(breakdown)
    if column == FORM and not has_forms(kpi):
        raise KpiError(f"{kpi.id} is not split by forms; ask for it without one.")
    query = "select code from mart_code where list = ? order by sort, code"
    known = [str(row[0]) for row in con.execute(query, [column]).fetchall()]
    if code not in known:
        raise KpiError(f"There is no {column} “{code}”. {nearest(code, known)}")
    return breakdown
