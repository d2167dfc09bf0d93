"""The list of pages, the addresses of before, and the guard that a page is entered through it."""

import streamlit as st

from pages.shell.url import AT_HOME, HOME_FIELDS
from pages.text.language import Language

DRAWN, PAGE = "menu", "page"  # that it was drawn; the address of the page that is open
TITLE = "title"  # of that page, in words


def menu(words: Language) -> st.Page:
    """Draws the menu; returns the page that the URL names."""
    t = words.t
    st.session_state[DRAWN] = True
    home = st.Page("pages/leader.py", title=t("In two minutes"), url_path="home", default=True)
    overview = st.Page("pages/overview.py", title=t("All indicators"))
    opened = st.navigation(
        {
            t("Overview"): [
                home,
                overview,
                st.Page("pages/alerts.py", title=t("Alerts")),
                st.Page(
                    lambda: st.switch_page(home, query_params=st.query_params.to_dict()),
                    title=t("In two minutes"),
                    url_path="leader",  # where home was before
                    visibility="hidden",
                ),
            ],
            t("Map"): [
                st.Page("pages/map.py", title=t("Map")),
                st.Page("pages/compare.py", title=t("Compare")),
                st.Page("pages/communes.py", title=t("My commune")),
            ],
            t("Digital groups"): [
                st.Page("pages/network.py", title=t("Network")),
                st.Page("pages/work.py", title=t("Activities")),
                st.Page("pages/difficulties.py", title=t("Difficulties")),
                st.Page("pages/group.py", title=t("A group"), visibility="hidden"),
                st.Page("pages/effect.py", title=t("What it brings")),
            ],
            t("Targets"): [
                st.Page("pages/targets.py", title=t("Targets")),
                st.Page("pages/verdict.py", title=t("Verdict on 2025")),
                st.Page("pages/forecast.py", title=t("Forecast to 2030")),
                st.Page("pages/assign.py", title=t("Assigning targets")),
                st.Page("pages/reach.py", title=t("What it takes")),
                st.Page("pages/backtest.py", title=t("Test of the forecasts")),
            ],
            t("Meetings"): [
                st.Page("pages/meetings.py", title=t("Agendas")),
                st.Page("pages/decisions.py", title=t("Decisions")),
                st.Page("pages/documents.py", title=t("Sheets and report")),
                st.Page("pages/present.py", title=t("Presentation"), visibility="hidden"),
            ],
            t("Data"): [
                st.Page("pages/load.py", title=t("Load data")),
                st.Page("pages/quality.py", title=t("Data quality")),
                st.Page("pages/catalogue.py", title=t("Catalogue of indicators")),
                st.Page("pages/explain.py", title=t("Explain a number")),
                st.Page("pages/sources.py", title=t("Sources")),
                st.Page("pages/guide.py", title=t("User guide"), visibility="hidden"),
            ],
        },
        position="top",
    )
    st.session_state[AT_HOME] = opened is home
    st.session_state[PAGE] = "home" if opened is home else opened.url_path
    if opened is home and st.query_params.keys() - HOME_FIELDS:
        # A link of before, when / was the page of all indicators: home has no selection in its own.
        st.switch_page(overview, query_params=st.query_params.to_dict())
    return opened


def enter(words: Language) -> None:
    """Starts over through streamlit_app.py when Streamlit ran the page's file by itself.

    Until st.navigation was called for the first time in its process, Streamlit takes a folder
    named pages/ for its own menu: the first reader of a link to a page would see that one.
    """
    if DRAWN not in st.session_state:
        menu(words)
        st.rerun()
