"""The list of pages, the addresses of before, and the guard that a page is entered through it."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from data.access import sign_in
from data.access.check import is_allowed
from pages.shell.switches import is_on
from pages.shell.url import AT_HOME, HOME_FIELDS
from pages.text.language import Language
from pages.text.markup import label
from pages.text.words import dashboard, province_name

DRAWN, PAGE = "menu", "page"  # that it was drawn; the address of the page that is open
TITLE = "title"  # of that page, in words
# What who opens a page must be allowed to do.
NEEDS = {"load": "import", "sql": "read_sql", "audit": "read_audit"}


@dataclass(frozen=True)
class Entry:
    """A page: its address, its title, and whether the menu lists it for who is allowed there."""

    address: str
    title: str
    is_listed: bool = True

    @property
    def is_shown(self) -> bool:
        """Whether the menu of who is at work lists it; it opens all the same, and says why not."""
        needs = NEEDS.get(self.address)
        return self.is_listed and (needs is None or is_allowed(needs))


def entries(words: Language) -> dict[str, list[Entry]]:
    """All pages, under the headings of the menu; the first one is home."""
    t = words.t
    return {
        t("Overview"): [
            Entry("home", t("In two minutes")),
            Entry("overview", t("All indicators")),
            Entry("alerts", t("Alerts")),
        ],
        t("Map"): [
            Entry("map", t("Map")),
            Entry("compare", t("Compare")),
            Entry("communes", t("My commune")),
        ],
        t("Digital groups"): [
            Entry("network", t("Network")),
            Entry("work", t("Activities")),
            Entry("difficulties", t("Difficulties")),
            Entry("group", t("A group"), is_listed=False),
            Entry("effect", t("What it brings")),
        ],
        t("Targets"): [
            Entry("targets", t("Targets")),
            Entry("verdict", t("Verdict on 2025")),
            Entry("forecast", t("Forecast to 2030")),
            Entry("assign", t("Assigning targets")),
            Entry("reach", t("What it takes")),
            Entry("backtest", t("Test of the forecasts")),
        ],
        t("Meetings"): [
            Entry("meetings", t("Agendas")),
            Entry("decisions", t("Decisions")),
            Entry("documents", t("Sheets and report")),
            Entry("present", t("Presentation"), is_listed=False),
        ],
        t("Data"): [
            Entry("load", t("Load data")),
            Entry("analysis", t("Analysis")),
            Entry("fair", t("Fair comparison")),
            Entry("quality", t("Data quality")),
            Entry("catalogue", t("Catalogue of indicators")),
            Entry("explain", t("Explain a number")),
            Entry("sources", t("Sources")),
            *([Entry("sql", t("Queries in SQL"))] if is_on("SQL") else []),
            Entry("audit", t("Audit log")),
            Entry("accounts", t("Accounts"), is_listed=_is_for_accounts()),
            Entry("guide", t("User guide"), is_listed=False),
        ],
    }


def _is_for_accounts() -> bool:
    """Whether the list of accounts is of use, and who is at work may see it."""
    return sign_in.is_on() and is_allowed("manage_accounts")


def addresses(words: Language) -> dict[str, str]:
    """The title of each page by its address."""
    return {one.address: one.title for under in entries(words).values() for one in under}


def page_title(address: str, words: Language) -> str:
    """What the window of a page is called: the page first, then the dashboard."""
    title = addresses(words).get(address, "")
    return f"{title} – {dashboard(words)}" if title else dashboard(words)


def what_it_is(words: Language) -> str:
    """One sentence about the dashboard, for who finds its address without having opened it."""
    return words.t(
        "Indicators of digital transformation in {province}, by district and commune, with their"
        " targets for 2025 and 2030.",
        province=province_name(),
    )


def menu(words: Language) -> st.Page:
    """Draws the menu; returns the page that the URL names."""
    st.session_state[DRAWN] = True
    pages = {heading: [_page(one) for one in under] for heading, under in entries(words).items()}
    home, overview, *_ = next(iter(pages.values()))
    before = st.Page(
        lambda: st.switch_page(home, query_params=st.query_params.to_dict()),
        title=label(home.title),
        url_path="leader",  # where home was before
        visibility="hidden",
    )
    next(iter(pages.values())).append(before)
    opened = st.navigation(
        {label(heading): under for heading, under in pages.items()}, position="top"
    )
    st.session_state[AT_HOME] = opened is home
    st.session_state[PAGE] = "home" if opened is home else opened.url_path
    if opened is home and st.query_params.keys() - HOME_FIELDS:
        # A link of before, when / was the page of all indicators: home has no selection in its own.
        st.switch_page(overview, query_params=st.query_params.to_dict())
    return opened


def _page(entry: Entry) -> st.Page:
    shown: Literal["visible", "hidden"] = "visible" if entry.is_shown else "hidden"
    if entry.address == "home":
        return st.Page("pages/leader.py", title=label(entry.title), url_path="home", default=True)
    return st.Page(f"pages/{entry.address}.py", title=label(entry.title), visibility=shown)


def enter(words: Language) -> None:
    """Starts over through streamlit_app.py when Streamlit ran the page's file by itself.

    Until st.navigation was called for the first time in its process, Streamlit takes a folder
    named pages/ for its own menu: the first reader of a link to a page would see that one.
    """
    if DRAWN not in st.session_state:
        menu(words)
        st.rerun()
