"""Whether the reader sees all indicators or one: a field of the link that this page alone has."""

import streamlit as st

from pages.widgets.picking import MEMORY, segments
from pages.widgets.selection import Selection

FIELD = "result"
VIEWS = ("all", "one")


def remember_link() -> str:
    """The view that is asked for, kept before the selection, which does not know it."""
    memory = st.session_state.get(MEMORY, {})
    asked = st.query_params.get(FIELD) or memory.get(FIELD, "")
    view = asked if asked in VIEWS else VIEWS[0]
    st.session_state[MEMORY] = {**memory, FIELD: view}
    return view


def pick_view(view: str, selection: Selection) -> None:
    """All indicators, or one of them in all units."""
    t = selection.language.t
    names = {"all": t("All indicators"), "one": t("One indicator")}
    segments(FIELD, t("Show"), VIEWS, view, names)
