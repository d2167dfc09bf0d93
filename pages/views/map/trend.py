"""The value of one unit over time, with the changes of the units and what is an estimate."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.figures.trend import trend
from pages.shell.periods import changes, offered
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.comparability import ESTIMATED, reading, under_pointer
from pages.text.language import Language
from pages.widgets.target_columns import way_to_targets


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
    sign = "%" if kpi.unit == "percent" else ""
    chart = trend(frame, _path(served, selection, kpi), breaks, labels, sign)
    told = t("Chart: {name}, month by month.", name=words.pick(kpi.name))
    config = {"displayModeBar": False}
    st.plotly_chart(chart, theme=None, config=config, key="card-trend", alt=told)


def _point(row, kpi: Kpi, words: Language) -> str:
    text = reading(row.value, kpi.unit, row.comparability, row.missing_reason, words)
    note = under_pointer(row.comparability, words)
    return f"{formats.period(row.period, words)}: {text}" + (f"<br>{note}" if note else "")


def _path(served: Served, selection: Selection, kpi: Kpi) -> pd.DataFrame:
    progress = served.progress(kpi.id, selection.level, selection.period, selection.vintage)
    mine = progress[(progress["area_code"] == selection.area) & progress["target"].notna()]
    if selection.topic:  # targets are of the whole
        mine = mine.head(0)
    return way_to_targets(mine, kpi, date.fromisoformat(served.fact("last_month")).year)
