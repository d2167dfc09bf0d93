"""The page: one view a question, of the units of one level in the whole province."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kpis.compare.why import IncomparableError
from kpis.province import WHOLE
from pages.shell.periods import name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.markup import plain
from pages.views.fair.funnel import funnel_view
from pages.views.fair.gap import gap_view
from pages.views.fair.levels import levels_view
from pages.views.fair.moved import moved_view
from pages.views.fair.peers import peers_view
from pages.views.fair.pickers import VIEW, Own
from pages.views.fair.ranks import ranks_view
from pages.views.fair.rows import asked, readings
from pages.views.fair.text import why
from pages.widgets.legend import why_empty
from pages.widgets.units_shown import by_units, units_line

DRAWN: dict[str, Callable[[Served, Own, Selection], None]] = {
    "funnel": funnel_view,
    "ranks": ranks_view,
    "levels": levels_view,
    "peers": peers_view,
    "moved": moved_view,
    "gap": gap_view,
}


def of_units(selection: Selection) -> Selection:
    """The selection at a level with units, of the whole province, with the marked unit."""
    shown = by_units(selection)
    return replace(shown, area=selection.area if shown.level == selection.level else "")


def draw(served: Served, own: Own, selection: Selection) -> None:
    """Draws the view that is asked for; in words why there is none."""
    kpi, words = catalogue()[selection.kpi], selection.language
    if selection.level == WHOLE:
        st.header(plain(words.pick(kpi.name)), anchor=False)
        text = words.t("This indicator is measured for the whole province only.")
        st.info(plain(text))
        return
    when = formats.inside(name(selection.period, served, words), words)
    st.header(plain(f"{words.pick(kpi.name)} — {when}"), anchor=False)
    rows = readings(served, asked(selection))
    if rows["value"].isna().all():
        st.info(plain(why_empty(rows, selection)))
        return
    units_line(served, selection, topic=selection.topic)
    try:
        DRAWN[own[VIEW]](served, own, selection)
    except IncomparableError as refused:
        st.info(plain(why(refused.why, words)))
