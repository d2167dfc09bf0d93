"""The list of pages, and the guard that every page is entered through it."""

import streamlit as st

from pages.text.language import Language

DRAWN = "menu"


def menu(words: Language) -> st.Page:
    """Draws the menu; returns the page that the URL names."""
    t = words.t
    st.session_state[DRAWN] = True
    return st.navigation(
        {
            "": [
                st.Page("pages/overview.py", title=t("Overview"), default=True),
                st.Page("pages/leader.py", title=t("In two minutes")),
                st.Page("pages/alerts.py", title=t("Alerts")),
                st.Page("pages/map.py", title=t("Map")),
            ],
            t("Targets and forecasts"): [
                st.Page("pages/targets.py", title=t("Targets")),
                st.Page("pages/verdict.py", title=t("Verdict on 2025")),
                st.Page("pages/forecast.py", title=t("Forecast to 2030")),
                st.Page("pages/assign.py", title=t("Assigning targets")),
                st.Page("pages/reach.py", title=t("What it takes")),
                st.Page("pages/backtest.py", title=t("Test of the forecasts")),
            ],
            t("Units and boundaries"): [
                st.Page("pages/communes.py", title=t("My commune")),
                st.Page("pages/compare.py", title=t("Compare units")),
            ],
            t("Data"): [
                st.Page("pages/catalogue.py", title=t("Catalogue of indicators")),
                st.Page("pages/quality.py", title=t("Data quality")),
                st.Page("pages/sources.py", title=t("Sources")),
                st.Page("pages/load.py", title=t("Load data")),
            ],
        },
        position="top",
    )


def enter(words: Language) -> None:
    """Starts over through streamlit_app.py when Streamlit ran the page's file by itself.

    Until st.navigation was called for the first time in its process, Streamlit takes a folder
    named pages/ for its own menu: the first reader of a link to a page would see that one.
    """
    if DRAWN not in st.session_state:
        menu(words)
        st.rerun()
