"""The rail beside a map: the table of all units and the card of one, as two tabs of one place."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shell.menu import PAGE
from pages.shell.url import CLICKED
from pages.text.language import Language
from pages.text.markup import label, plain

HEIGHT = 440  # of a table in the rail, in pixels
RAIL, SHOWN = "rail", "rail_shown"  # the tab that is open; the unit for which it was opened
FOCUSED = "focused"  # how often a card got the focus, and the page and unit of the last
FOCUS = """<script>/* %d */ (() => {
  const look = left => {  // the first heading of a page is drawn a little later
    const card = document.querySelector('.st-key-card h3');
    if (!card) return left && setTimeout(look, 50, left - 1);
    card.tabIndex = -1;
    card.focus({preventScroll: true});
    card.closest('[role=tabpanel]')?.scrollTo(0, 0);
    const isPhone = matchMedia('(max-width: 640px)').matches;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    if (isPhone) card.scrollIntoView({behavior, block: 'start'});
  };
  look(60);
})()</script>"""


def map_and_rail() -> tuple[DeltaGenerator, DeltaGenerator]:
    """The places of a map and of its rail, one above the other on a phone."""
    left, right = st.columns([8, 5], gap="medium")
    return left, right


def rail(
    words: Language, area: str, table: Callable[[], None], card: Callable[[], None] | None
) -> None:
    """Draws the tab that is open; `card` draws that of the unit `area`, None where there is none.

    A click on a unit opens its card, and its heading gets the focus; without a unit the table is
    open.
    """
    names = label(words.t("Table")), label(words.t("Card of the unit"))
    clicked = st.session_state.pop(CLICKED, False)
    is_new = area != st.session_state.get(SHOWN)
    if clicked or is_new or st.session_state.get(RAIL) not in (None, *names):
        st.session_state[RAIL] = names[1] if card else names[0]
    st.session_state[SHOWN] = area
    of_table, of_card = st.tabs([label(names[0]), label(names[1])], key=RAIL, on_change="rerun")
    if of_table.open:
        with of_table:
            table()
    elif of_card.open:
        with of_card, st.container(key="card"):
            if card is None:
                text = words.t("Click a unit on the map or a row of the table to open its card.")
                st.caption(plain(text))
            else:
                card()
                _focus(area, clicked)


def _focus(area: str, clicked: bool) -> None:
    """Puts the focus on the heading of a card that a click opened; on a phone it is scrolled to.

    The script stays on the page, in further runs too, as one may follow before it was drawn; one
    that stays as it was is not run again.
    """
    here = st.session_state.get(PAGE), area
    number, of = st.session_state.get(FOCUSED, (0, None))
    if clicked:
        number, of = st.session_state[FOCUSED] = number + 1, here
    if of == here:
        st.html(FOCUS % number, unsafe_allow_javascript=True)
