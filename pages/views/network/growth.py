"""How the network grew, month by month, through the mergers of villages and communes."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from kpis.province import PART, WHOLE
from pages.figures.trend import trend
from pages.shell.periods import changes
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.views.network.figures import measures, monthly
from pages.widgets.groups.measures import with_units

NO_PATH = pd.DataFrame({"date": [], "value": []})


def growth(served: Served, selection: Selection) -> None:
    """Draws the groups of the chosen area in each month, and of their members as many as listed."""
    words, t = selection.language, selection.language.t
    rows = of_area(served, selection)
    breaks = [
        (moment - timedelta(days=15), t("Units changed") + f"<br>{moment:%m/%Y}")
        for moment, _ in changes(served)
    ]
    left, right = st.columns(2, gap="medium")
    for place, name in ((left, "groups"), (right, "members")):
        title = measures(words)[name].title
        series = pd.DataFrame(
            {
                "date": [month.date() for month in rows["month"]],
                "value": rows[name].to_numpy(),
                "text": [
                    f"{formats.month(month, words)}: {formats.number(value, words)}"
                    for month, value in zip(rows["month"], rows[name], strict=True)
                ],
                "is_estimate": False,
            }
        )
        chart = trend(series, NO_PATH, breaks, {"value": title, "path": "", "estimate": ""})
        told = t("Chart: {name}, month by month.", name=title)
        with place:
            st.plotly_chart(
                chart, theme=None, config={"displayModeBar": False}, key=f"growth-{name}", alt=told
            )


def of_area(served: Served, selection: Selection) -> pd.DataFrame:
    """Groups and members of the chosen area, a row a month."""
    level = selection.level if selection.area else PART if selection.district else WHOLE
    rows = with_units(
        monthly(served, level, selection.vintage), served, level, selection.vintage
    ).dropna(subset="month")
    if code := selection.area or selection.district:
        rows = rows[rows["area_code"] == code]
    return rows.groupby("month", as_index=False)[["groups", "members"]].sum(min_count=1)
