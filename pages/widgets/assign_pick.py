"""What the reader picks on the page that shares targets out: fields of the link of its own."""

import streamlit as st

from kpis.whatif.aims import Aim
from kpis.whatif.sharing import Method
from pages.widgets.assign_words import method_name
from pages.widgets.frame import plain
from pages.widgets.own_fields import remember_link
from pages.widgets.picking import segments
from pages.widgets.selection import Selection

YEAR = "aim_year"
METHOD, SHOWN = "method", "shown"
SHOWS = ("asked", "rise")  # what the maps show: the values asked for, or what is to be gained


def own_link() -> dict[str, str]:
    """The fields of this page that the link or the session says."""
    return remember_link(YEAR, METHOD, SHOWN)


def year_of(asked: str, found: list[Aim]) -> int:
    """The year that is asked for; else that of the next target, 0 where there is none."""
    years = [aim.year for aim in found]
    stated = [aim.year for aim in found if aim.status is not None]
    return int(asked) if asked in map(str, years) else next(iter(stated), 0)


def tell_year(asked: str, year: int, selection: Selection) -> None:
    """Says that another year is shown than the one that is asked for, where it is."""
    if year and asked not in ("", str(year)):
        t = selection.language.t
        text = t(
            "This indicator has no aim for {asked}: {shown} is shown.", asked=asked, shown=year
        )
        st.warning(plain(text), icon=":material/info:")


def method_of(asked: str, offered: tuple[Method, ...]) -> Method:
    """The method that is asked for, or the first."""
    return next((method for method in offered if method == asked), offered[0])


def pick_year(found: list[Aim], year: int, selection: Selection) -> None:
    """The December in which the province is to be at its aim."""
    t = selection.language.t
    names = {str(aim.year): f"{aim.year} ◆" if aim.status else str(aim.year) for aim in found}
    segments(YEAR, t("Aim for the end of (◆ has a target)"), list(names), str(year), names)


def pick_method(offered: tuple[Method, ...], method: Method, selection: Selection) -> None:
    """The method whose demands are written out and exported."""
    t = selection.language.t
    names = {one.value: method_name(one, selection.language) for one in offered}
    segments(METHOD, t("Shared by"), list(names), method.value, names)


def pick_shown(shown: str, selection: Selection) -> None:
    """What the maps show."""
    t = selection.language.t
    names = {"asked": t("Values proposed"), "rise": t("What is to be gained")}
    segments(SHOWN, t("The maps show"), SHOWS, shown, names)
