"""What every picker is made of: a widget that shows the URL and writes back into it."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.text.markup import Markdown, labels

MEMORY = "selection"  # where the last selection waits while the reader changes pages
AT_HOME = "at_home"  # whether the page that is open is home
HOME_FIELDS = frozenset({"lang", "snapshot"})  # what the link of home carries: it has no pickers


def picked(field: str, **changes: str) -> None:
    """Stores the value of the widget `pick_<field>`, and the changes that follow from it."""
    store({field: str(st.session_state[f"pick_{field}"]), **changes})


def store(changes: dict[str, str]) -> None:
    """Writes fields of the selection into the URL and the session; an empty text removes one."""
    chosen = {**st.session_state.get(MEMORY, {}), **changes}
    chosen = {name: text for name, text in chosen.items() if text}
    st.session_state[MEMORY] = chosen
    if st.session_state.get(AT_HOME):
        chosen = {name: text for name, text in chosen.items() if name in HOME_FIELDS}
    if st.query_params.to_dict() != chosen:
        st.query_params.from_dict(chosen)


def row_picked(key: str, codes: Sequence[str], **changes: str) -> None:
    """Stores the unit in whose row a cell of the table of that key was clicked, and the changes."""
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        store({"area": codes[cells[0][0]], **changes})


def bar() -> DeltaGenerator:
    """A row of pickers that flows into a second one where the screen is narrow."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small")


def folded_bar(title: str) -> DeltaGenerator:
    """A row of the pickers that a reader changes less often; on a phone it is folded away."""
    return st.expander(Markdown.label(title)) if on_phone() else bar()


def on_phone() -> bool:
    """Whether the browser calls itself a mobile one."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def segments(
    field: str,
    label: str,
    options: Sequence[str],
    current: str,
    names: dict[str, str],
    **changes: str,
) -> None:
    """A row of buttons for a field of few values; `changes` follow from a new choice."""
    st.session_state[f"pick_{field}"] = current
    st.segmented_control(
        Markdown.label(label),
        options,
        format_func=labels(names),
        key=f"pick_{field}",
        required=True,
        on_change=picked,
        args=(field,),
        kwargs=changes,
    )


def dropdown(
    field: str,
    label: str,
    options: Sequence[str],
    current: str,
    write: Callable[[str], str],
    width: int,
    hidden: bool = False,
    **changes: str,
) -> None:
    """A list, so many pixels wide, for a field of many values; `changes` follow from a choice."""
    st.session_state[f"pick_{field}"] = current
    st.selectbox(
        Markdown.label(label),
        options,
        format_func=write,
        key=f"pick_{field}",
        on_change=picked,
        args=(field,),
        kwargs=changes,
        label_visibility="collapsed" if hidden else "visible",
        width=width,
    )


def remember_link(*names: str) -> dict[str, str]:
    """What the link, or this session, says in these fields; "" where it says nothing."""
    memory = st.session_state.get(MEMORY, {})
    asked = {name: st.query_params.get(name) or memory.get(name, "") for name in names}
    st.session_state[MEMORY] = {**memory, **{name: text for name, text in asked.items() if text}}
    return asked
