"""Whether a snapshot has forecasts, and on which units; in words where it has none."""

from dataclasses import replace

import streamlit as st

from pages.widgets.forecast_data import why_none
from pages.widgets.frame import plain
from pages.widgets.language import Language
from pages.widgets.selection import Selection
from pages.widgets.served import Served


def can_forecast(served: Served, language: Language, table: str = "mart_status") -> bool:
    """Whether the snapshot has what a publish computes; draws why not, and what to do."""
    t, why = language.t, why_none(served, table)
    if not why:
        if len(served.published("outlooks")):
            return True
        text = t("The data reach beyond 2030: there is nothing left to forecast.")
    else:
        text = t(
            "This snapshot has no forecasts yet. Publish the data again, on the page “Load data” or"
            " with: python -m data.publish EXPORTS_DIR. Reason recorded: {why}.",
            why=why,
        )
    st.info(plain(text), icon=":material/info:")
    return False


def on_units_in_force(served: Served, selection: Selection) -> Selection:
    """The selection on the units that are forecast; says so where others were asked for."""
    vintage = str(served.published("outlooks")["vintage"].iloc[0])
    if selection.vintage == vintage:
        return replace(selection, district="", topic="")
    text = selection.language.t(
        "Forecasts are made for the units in force ({vintage}) only; those of {asked} were asked"
        " for.",
        vintage=vintage,
        asked=selection.vintage,
    )
    st.info(plain(text), icon=":material/info:")
    kept = selection.area in set(served.units(selection.level, vintage)["code"])
    area = selection.area if kept else ""
    return replace(selection, vintage=vintage, area=area, district="", topic="")
