"""How the figures in the browser speak to the server: what is marked, and what they ask for."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

JS = """export default ({data, setTriggerValue}) => {
  (window.analysisAsk ??= {})[data] = wish => setTriggerValue('wish', wish);
}"""
_bridge = st.components.v2.component("analysis_bridge", js=JS)


def bridge(name: str, heard: Callable[[Mapping[str, Any]], None]) -> None:
    """Lets desk.js call analysisAsk[name](wish); `heard` gets the wish before the run it makes.

    What a browser says is not to be trusted: `heard` checks it.
    """
    key = f"desk-{name}"

    def wished() -> None:
        wish = st.session_state[key].get("wish")
        if isinstance(wish, Mapping):
            heard(wish)

    with st.container(key=f"{key}-place"):
        _bridge(key=key, data=name, height=1, on_wish_change=wished)
