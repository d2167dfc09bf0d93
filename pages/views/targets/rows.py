"""The rows of the page of targets: one an area, of one target year, with its pace."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.province import WHOLE
from pages.shell.periods import fitting_period
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.results import YEAR
from pages.widgets.readings import momentum_of, progress_of
from pages.widgets.standings import of_year
from pages.widgets.target_columns import OUTLOOK, PACE
from pages.widgets.verdicts import is_due, judged

OF_TARGET = (  # of a row of progress; None where nothing is asked
    *("target_year", "target", "target_max", "target_status", "target_source"),
    *("path", "gap", "caveat"),
)


def of_target_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row an area: that of the year, or one that asks nothing where it has no such target."""
    mine = of_year(rows, year)
    others = rows[~rows["area_code"].isin(mine["area_code"])].drop_duplicates("area_code")
    if others.empty:
        return mine
    blank = others.assign(status="no_target", **dict.fromkeys(OF_TARGET)).astype(rows.dtypes)
    return pd.concat([mine, blank]) if len(mine) else blank


def with_pace(rows: pd.DataFrame, pace: pd.DataFrame) -> pd.DataFrame:
    """Rows of progress with the pace of each area to its target of a year and what is forecast.

    `pace` has the columns of `kpis.progress.momentum.with_outlook`, and `kpi`. NaN where it has
    none: what is needed also where that year is over.
    """
    found = pace.set_index(["kpi", "area_code"])[[*PACE, *OUTLOOK]]
    found[list(PACE)] = found[list(PACE)].astype("float64")
    return rows.join(found, on=["kpi", "area_code"])


def with_verdict(
    rows: pd.DataFrame, kpi: Kpi, year: int, period: str, served: Served
) -> pd.DataFrame:
    """Rows of progress with `verdict` and `since`; None where the year is not over in them.

    `period` is the one that the reader chose. The counts of the page are those of
    `pages.widgets.verdicts.judged`, which gives both.
    """
    is_asked = year == YEAR and is_due(served, period)
    if rows.empty or not is_asked or rows["target_year"].isna().all():
        return rows.assign(verdict=None, since=None)
    first = rows.iloc[0]
    found = judged(served, kpi.id, first["level"], first["period"], first["vintage"])
    return rows.join(found.set_index("area_code")[["verdict", "since"]], on="area_code")


def of_one(
    served: Served, kpi: str, level: str, period: str, vintage: str, district: str, year: int
) -> pd.DataFrame:
    """One row a unit of a level, of one indicator and one target year, with pace and verdict.

    `district`: only the communes of one; "" for all.
    """
    asked = catalogue()[kpi]
    code = fitting_period(asked, period, served)
    rows = served.progress(kpi, level, code, vintage)
    if district and level == "commune":
        rows = rows[rows["parent_code"] == district]
    rows = of_target_year(rows, year)
    pace = served.momentum(kpi, level, code, vintage, year).assign(kpi=kpi)
    return with_verdict(with_pace(rows, pace), asked, year, period, served)


def of_all(served: Served, year: int, period: str) -> pd.DataFrame:
    """Rows of the province: one an indicator with a target of the year, the furthest behind first.

    A yearly indicator has the newest year that has ended. With `unit`.
    """
    kpis = [kpi for kpi in catalogue().values() if WHOLE in kpi.levels]
    asked = [kpi for kpi in kpis if year in [goal.year for goal in kpi.targets]]
    codes = [fitting_period(kpi, period, served) for kpi in asked]
    every = pd.concat(
        [progress_of(served, kpi, code) for kpi, code in zip(asked, codes, strict=True)]
    )
    paces = [
        momentum_of(served, kpi, code, year).assign(kpi=kpi.id)
        for kpi, code in zip(asked, codes, strict=True)
    ]
    rows = with_pace(of_year(every, year), pd.concat(paces))
    frames = [
        with_verdict(rows[rows["kpi"] == kpi.id], kpi, year, period, served).assign(
            unit=str(kpi.unit)
        )
        for kpi in asked
    ]
    return pd.concat(frames, ignore_index=True).sort_values("gap", ignore_index=True)


def named(rows: pd.DataFrame, period: str, language: Language) -> pd.DataFrame:
    """Rows of `of_all` with `name`: of the indicator, with its period where that is another."""
    names = [
        language.pick(catalogue()[kpi].name)
        + ("" if code == period else f" ({formats.period(code, language)})")
        for kpi, code in zip(rows["kpi"], rows["period"], strict=True)
    ]
    return rows.assign(name=names)
