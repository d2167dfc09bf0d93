"""Fields of the link that one page alone has: kept before the selection, which does not know them.

The selection rewrites the link; what it does not know would be lost.
"""

import streamlit as st

from pages.widgets.picking import MEMORY


def remember_link(*names: str) -> dict[str, str]:
    """What the link, or this session, says in these fields; "" where it says nothing."""
    memory = st.session_state.get(MEMORY, {})
    asked = {name: st.query_params.get(name) or memory.get(name, "") for name in names}
    st.session_state[MEMORY] = {**memory, **{name: text for name, text in asked.items() if text}}
    return asked
