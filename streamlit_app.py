"""The dashboard: page settings and the menu; what is asked of a new snapshot before its readers."""

import streamlit as st

from pages.shell.handover import watch
from pages.shell.menu import menu
from pages.shell.selection import language
from pages.shell.served import Served, store_directory


def ask_first(name: str) -> None:
    """Asks what the first pages ask."""
    from pages.views.leader import first as leader
    from pages.views.overview import first as overview

    leader.answer(Served(name))
    overview.answer(Served(name))


def ask_later(name: str) -> None:
    """Asks what those ask who look further back."""
    from pages.views.overview import first as overview

    overview.answer_later(Served(name))


words = language()
st.set_page_config(page_title=words.t("Digital transformation in Nam Định"), layout="wide")
watch(store_directory(), ask_first, ask_later)
menu(words).run()
