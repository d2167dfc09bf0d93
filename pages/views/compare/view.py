"""What the page compares: one view a mode, of the units of one level in the whole province."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kpis.province import WHOLE
from pages.shell.menu import TITLE
from pages.shell.periods import vintages
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.markup import plain
from pages.views.compare.change_map import change_of_two
from pages.views.compare.indicators import two_indicators
from pages.views.compare.narrowed import Narrowed, narrowed
from pages.views.compare.panels import OPENED
from pages.views.compare.periods import many_periods, two_periods
from pages.views.compare.pickers import MODE, Own, mode_names
from pages.views.compare.play import over_time
from pages.views.compare.vintages import side_by_side
from pages.widgets.map.drawing import source_line

VIEWS: dict[str, Callable[[Served, Own, Selection, Narrowed], None]] = {
    "vintages": side_by_side,
    "periods": two_periods,
    "change": change_of_two,
    "series": many_periods,
    "play": over_time,
    "indicators": two_indicators,
}


def draw(served: Served, own: Own, selection: Selection) -> None:
    """Draws the view of the mode, or goes to the card of a unit that was clicked in it."""
    if st.session_state.pop(OPENED, False):
        st.switch_page("pages/map.py")
    if selection.level == WHOLE:
        t = selection.language.t
        st.header(plain(selection.language.pick(catalogue()[selection.kpi].name)), anchor=False)
        st.info(plain(t("This indicator is measured for the whole province only.")))
        return
    st.session_state[TITLE] = mode_names(selection.language)[own[MODE]]  # where it is taken along
    VIEWS[own[MODE]](served, own, selection, narrowed(served, own, selection))


def sources(served: Served, own: Own, selection: Selection) -> list[str]:
    """Where the boundaries of the maps come from, each source once."""
    shown = vintages(served) if own[MODE] == "vintages" else [selection.vintage]
    return list(dict.fromkeys(source_line(replace(selection, vintage=one)) for one in shown))
