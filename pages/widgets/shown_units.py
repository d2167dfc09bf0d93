"""The line under the title that says on which units a period is shown, where they are others."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.widgets.comparable import ESTIMATED
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue
from pages.widgets.spans import in_force
from pages.widgets.totals import agreement, agrees, total_of


def units_line(served: Served, selection: Selection, code: str = "", topic: str = "") -> None:
    """Draws the line, where the units are others than those in force, a figure is an estimate, or
    they do not add up to the area that they make up.

    `code` is the period that is measured, where that is not the selected one.
    """
    kpi, code = catalogue()[selection.kpi], code or selection.period
    if selection.level == "province":
        return
    rows = served.measure(kpi.id, selection.level, [code], selection.vintage, topic or None)
    inside = rows
    if selection.district and selection.level == "commune":
        inside = rows[rows["parent_code"] == selection.district]
    is_other = selection.vintage != in_force(Period.parse(code), served)
    whole, straddling = _whole(served, selection, kpi, code, topic)
    adds_up = whole is None or agrees(total_of(inside, selection.vintage), whole)
    if not is_other and adds_up and not (inside["comparability"] == ESTIMATED).any():
        return
    text = summary(inside, whole, kpi, selection, straddling)
    st.html(f"<p class='units' role='note'>{escape(text)}</p>")


def summary(
    rows: pd.DataFrame, whole: pd.Series | None, kpi: Kpi, selection: Selection, straddling: int = 0
) -> str:
    """The line: the units, how many are estimates or not comparable, and whether they add up."""
    total = total_of(rows, selection.vintage)
    text = selection.language.t(
        "Shown on the units of {vintage}: {n} are estimates, {m} not comparable.",
        vintage=selection.vintage,
        n=total.estimated,
        m=total.not_comparable,
    )
    if whole is None:
        return text
    return text + " " + agreement(total, whole, kpi, selection.language, straddling)


def _whole(
    served: Served, selection: Selection, kpi: Kpi, code: str, topic: str
) -> tuple[pd.Series | None, int]:
    """The reading of the area that the units make up, and how many of them are partly elsewhere."""
    is_district = bool(selection.district) and selection.level == "commune"
    level = "district" if is_district else "province"
    if level not in kpi.levels:
        return None, 0
    rows = served.measure(kpi.id, level, [code], selection.vintage, topic or None)
    if not is_district:
        return rows.iloc[0], 0
    units = served.units("commune", selection.vintage)
    parts = units["straddles"].dropna().str.split()
    straddling = sum(selection.district in districts for districts in parts)
    return rows[rows["area_code"] == selection.district].iloc[0], straddling
