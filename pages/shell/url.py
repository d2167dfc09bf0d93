"""What every picker is made of: a widget that shows the URL and writes back into it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from pages.text.markup import Markdown, labels, plain

MEMORY = "selection"  # where the last selection waits while the reader changes pages
CLICKED = "clicked"  # a unit was clicked, on a map or in a table: its card is wanted
AT_HOME = "at_home"  # whether the page that is open is home
HOME_FIELDS = frozenset({"lang", "snapshot"})  # what the link of home carries: it has no pickers

Follows = str | Callable[[str], str]  # what another field becomes, or says for what is chosen
COMPLETE = (
    "<script>((asked, whole) => {"
    " const sorted = query => [...new URLSearchParams(query)].sort().join();"
    " if (sorted(location.search) === sorted(asked))"
    " history.replaceState({}, '', location.pathname + '?' + whole + location.hash)"
    "})(%s)</script>"
)


def picked(field: str, **changes: Follows) -> None:
    """Stores the value of the widget `pick_<field>`, and the changes that follow from it."""
    store(followed(field, str(st.session_state[f"pick_{field}"]), changes))


def followed(field: str, value: str, changes: Mapping[str, Follows]) -> dict[str, str]:
    """A choice with what follows from it, by their fields."""
    told = {name: one if isinstance(one, str) else one(value) for name, one in changes.items()}
    return {field: value, **told}


def store(changes: dict[str, str]) -> None:
    """A choice: writes fields of the selection into the URL and the session, "" removes one.

    The browser's way back has one step more.
    """
    keep(changes)
    chosen = _address()
    if st.query_params.to_dict() != chosen:
        st.query_params.from_dict(chosen)


def keep(changes: dict[str, str]) -> None:
    """Writes fields of the selection into the session alone; `complete` writes them into the URL.

    For what nobody chose: a default, or what takes the place of a wish that cannot be met.
    """
    chosen = {**st.session_state.get(MEMORY, {}), **changes}
    st.session_state[MEMORY] = {name: text for name, text in chosen.items() if text}


def complete() -> None:
    """Lets the browser put the whole selection into its address, with no step more to go back.

    Streamlit adds a step to the way back with each change that a run makes to the address.
    """
    asked, whole = st.query_params.to_dict(), _address()
    if asked != whole:
        texts = ", ".join(json.dumps(urlencode(one)) for one in (asked, whole))
        st.html(COMPLETE % texts, unsafe_allow_javascript=True)


def chosen_fields() -> dict[str, str]:
    """All that this session has chosen, as a link of its page carries it."""
    return dict(st.session_state.get(MEMORY, {}))


def is_whole() -> bool:
    """Whether the address is one that a page completed: a field that is not in it is not chosen.

    Not where it names a scenario, which stands for fields that are kept in the session.
    """
    named = st.query_params.keys()
    return {"kpi", "snapshot"} <= named and "scenario" not in named


def _address() -> dict[str, str]:
    chosen = chosen_fields()
    if st.session_state.get(AT_HOME):
        return {name: text for name, text in chosen.items() if name in HOME_FIELDS}
    return chosen


def row_picked(key: str, codes: Sequence[str], **changes: str) -> None:
    """Stores the unit in whose row a cell of the table of that key was clicked, and the changes."""
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        st.session_state[CLICKED] = True
        store({"area": codes[cells[0][0]], **changes})


def title_row() -> DeltaGenerator:
    """The row of pickers beside the title of a page, one a page."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pickers")


def more_choices(title: str, chosen: Sequence[str] = ()) -> DeltaGenerator:
    """The pickers that a reader changes less often, behind a button that says what is chosen there.

    Drawn in the row of the title.
    """
    return st.popover(Markdown.bold(title, " " + " · ".join(chosen)), key="more")


def choices_once_open(title: str, about: str, key: str) -> PopoverContainer:
    """The same, under a key of its own; who fills it asks whether it is `open`.

    Pickers that nobody sees cost no page anything. The button says what they are `about` and not
    what is chosen: with another text it would be another one to Streamlit, and closed.
    """
    return st.popover(Markdown.bold(title, " " + about), key=key, on_change="rerun")


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
    width: int | Literal["stretch"],
    hidden: bool = False,
    said: str = "",
    **changes: Follows,
) -> None:
    """A list, so many pixels wide, for a field of many values; `changes` follow from a choice.

    "stretch": as wide as its row has place. `said`: help beside the label.
    """
    st.session_state[f"pick_{field}"] = current
    st.selectbox(
        Markdown.label(label),
        options,
        format_func=write,
        key=f"pick_{field}",
        on_change=picked,
        args=(field,),
        kwargs=changes,
        help=plain(said) if said else None,
        label_visibility="collapsed" if hidden else "visible",
        width=width,
    )


def remember_link(*names: str) -> dict[str, str]:
    """What the link says in these fields, or this session where the link is not whole; else "".

    Kept before the selection, which does not know them, is read.
    """
    memory = {} if is_whole() else st.session_state.get(MEMORY, {})
    asked = {name: st.query_params.get(name) or memory.get(name, "") for name in names}
    keep(asked)
    return asked
