"""What is kept under a name, below the figures: groups of units and saved views."""

import streamlit as st

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.analysis.groups import group_section
from pages.views.analysis.saved import saved_section


@st.fragment
def groups_and_views(served: Served, selection: Selection) -> None:
    """Draws both, folded; a change of the figures above does not draw them anew."""
    group_section(served, selection)
    saved_section(selection)
