"""The value of one unit over time, with the changes of the units and what is an estimate."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kpis.catalogue import Kpi
from kpis.paths import path_value
from kpis.periods import Period
from kpis.standing import course_of
from pages.figures.trend import trend
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.comparable import ESTIMATED, marked, under_pointer
from pages.widgets.language import Language
from pages.widgets.selection import Selection
from pages.widgets.served import Served
from pages.widgets.spans import changes, offered


def over_time(served: Served, selection: Selection, kpi: Kpi) -> None:
    """Draws the chart of the chosen unit, on the units shown, with its way to the targets."""
    words, t = selection.language, selection.language.t
    kind = "year" if kpi.frequency == "year" else "month"
    codes = offered(kind, served)[::-1]
    series = served.measure(
        kpi.id, selection.level, codes, selection.vintage, selection.topic or None
    )
    mine = series[series["area_code"] == selection.area]
    ends = [Period.parse(code).last_month for code in mine["period"]]
    frame = pd.DataFrame(
        {
            "date": ends,
            "value": mine["value"].to_numpy(),
            "text": [_point(row, kpi, words) for row in mine.itertuples()],
            "is_estimate": (mine["comparability"] == ESTIMATED).to_numpy(),
        }
    )
    # a month stands at its first day: the line parts the last old one from the first new one
    breaks = [
        (moment - timedelta(days=15), t("Units changed") + f"<br>{moment:%m/%Y}")
        for moment, _ in changes(served)
    ]
    labels = {
        "value": words.pick(kpi.name),
        "path": t("Path to the targets"),
        "estimate": t("Estimate, apportioned by residents"),
    }
    chart = trend(frame, _path(served, selection, kpi), breaks, labels)
    st.plotly_chart(chart, theme=None, config={"displayModeBar": False}, key="card-trend")


def _point(row, kpi: Kpi, words: Language) -> str:
    text = marked(formats.value(row.value, kpi.unit, words), row.comparability)
    if pd.isna(row.value):
        text = words_of.missing(row.missing_reason, words)
    note = under_pointer(row.comparability, words)
    return f"{formats.period(row.period, words)}: {text}" + (f"<br>{note}" if note else "")


def _path(served: Served, selection: Selection, kpi: Kpi) -> pd.DataFrame:
    progress = served.progress(kpi.id, selection.level, selection.period, selection.vintage)
    mine = progress[(progress["area_code"] == selection.area) & progress["target"].notna()]
    mine = mine.dropna(subset="base_value")
    if mine.empty or selection.topic or kpi.direction == "range":
        return pd.DataFrame(columns=["date", "value"])
    first, end = mine.iloc[0], date.fromisoformat(served.fact("last_month"))
    base, start = float(first["base_value"]), Period.parse(first["base_period"])
    goals = {int(row.target_year): float(row.target) for row in mine.itertuples()}
    last = min([year for year in goals if year >= end.year] or [max(goals)])
    months = Period.between("month", start.last_month, date(last, 12, 1))
    course = course_of(kpi, goals)
    values = [path_value(base, start.end, goals, m.end, kpi.direction, course) for m in months]
    return pd.DataFrame({"date": [month.first_month for month in months], "value": values})
