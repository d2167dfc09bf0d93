"""Verdicts as pages read them: those of the publish, with names told apart and what became since.

The units are those in force at the end of the year, as on them the targets were due, unless a page
shows others.
"""

from datetime import date

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError
from kpis.periods import Period
from kpis.progress import verdict as kpi_verdict
from kpis.progress.paths import is_met
from kpis.progress.results import is_over, target_of, with_today
from kpis.province import WHOLE
from pages.shell.periods import fitting_period, in_force
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.results import YEAR
from pages.text.verdicts import HELD, LOST, NEVER, REGAINED

DUE = f"{YEAR}-12"


def _judged(con, kpi: Kpi, level: str, vintage: str) -> pd.DataFrame:
    """Where the publish computed none: on the units of another vintage, or with no such tables."""
    return kpi_verdict.verdict(con, kpi, level, YEAR, vintage)


@st.cache_resource(max_entries=256, show_spinner=False)
def _published(name: str, kpi: str, level: str, _served: Served) -> dict[str, pd.DataFrame]:
    """The verdicts of a KPI at a level by vintage; none where the snapshot has no such table."""
    try:
        rows = _served.published("verdicts", year=YEAR, kpi=kpi, level=level)
    except KpiError:
        return {}
    by = rows.groupby("vintage", sort=False)
    return {str(vintage): found.reset_index(drop=True) for vintage, found in by}


def judged(
    served: Served, kpi: str, level: str, period: str = "", vintage: str = ""
) -> pd.DataFrame:
    """The verdict and what became of it: the one place from which pages take both, and count them.

    The columns of `kpis.progress.results.with_today` (today is `period`, without one the last month
    of the data) and `kept`: whether the target was never met, held, lost until the end of the data,
    or lost and regained. On the units of `vintage`, else on those in force at the end of the year.
    The frame is shared and must not be changed. KpiError without any target.
    """
    now = fitting_period(catalogue()[kpi], period or served.fact("last_month")[:7], served)
    return _since(served.name, kpi, level, now, vintage or units_of(served), served)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _since(name: str, kpi: str, level: str, now: str, shown: str, _served: Served) -> pd.DataFrame:
    served, asked = _served, catalogue()[kpi]
    rows = _published(name, kpi, level, served).get(shown)
    if rows is None:
        rows = served.ask(_judged, asked, level, shown)
    if "since" not in rows or set(rows["period_now"]) != {now}:
        rows = with_today(rows, _today(served, kpi, level, now, shown), asked, YEAR)
    return rows.assign(kept=[kept(row, asked) for row in rows.itertuples()])


def _today(served: Served, kpi: str, level: str, now: str, shown: str) -> pd.DataFrame:
    """Where a KPI stands in a period: of the whole province as published, if it was."""
    known = _of_province(served.name, now, served) if level == Level.WHOLE else {}
    found = known.get((kpi, shown))
    return served.progress(kpi, level, now, shown) if found is None else found


@st.cache_resource(max_entries=64, show_spinner=False)
def _of_province(name: str, now: str, _served: Served) -> dict[tuple[str, str], pd.DataFrame]:
    """The statuses of a period by KPI and vintage; none where the snapshot has no such table."""
    try:
        rows = _served.published("statuses", level=Level.WHOLE, period=now)
    except KpiError:
        return {}
    return dict(iter(rows.groupby(["kpi", "vintage"], sort=False)))


def judged_in_province(served: Served, period: str = "") -> pd.DataFrame:
    """`judged` of all indicators of the whole province with a target for the year."""
    return _in_province(served.name, period, served)


@st.cache_resource(max_entries=256, show_spinner=False)
def _in_province(name: str, period: str, _served: Served) -> pd.DataFrame:
    whole = [kpi.id for kpi in aimed() if WHOLE in kpi.levels]
    return pd.concat([judged(_served, kpi, WHOLE, period) for kpi in whole], ignore_index=True)


def is_due(served: Served, period: str) -> bool:
    """Whether the year of the verdict is over in a period and in the data."""
    last = date.fromisoformat(served.fact("last_month"))
    return is_over(Period.parse(period), YEAR, last)


def aimed() -> list[Kpi]:
    """The indicators with a target for the year, in the order of the catalogue."""
    return [kpi for kpi in catalogue().values() if any(goal.year == YEAR for goal in kpi.targets)]


def units_of(served: Served) -> str:
    """The vintage in force at the end of the year."""
    return in_force(Period.parse(DUE), served)


def not_over(served: Served, language: Language) -> str:
    """Why there can be no verdict yet: the data do not reach the end of the year; "" if they do."""
    last = served.fact("last_month")
    if last[:7] >= DUE:
        return ""
    return language.t(
        "The data reach {month}: {year} is not over in them, so there is no result yet.",
        month=formats.month(last, language),
        year=YEAR,
    )


def kept(row, kpi: Kpi) -> str:
    """What became of a target after it was first met."""
    if not isinstance(row.first_met, str):
        return NEVER
    if not isinstance(row.lost, str):
        return HELD
    goal = target_of(kpi, row._asdict(), YEAR)
    return REGAINED if is_met(row.latest_value, goal, kpi.direction) else LOST
