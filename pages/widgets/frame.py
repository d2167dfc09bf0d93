"""What stands around every page: language switch, warnings, title, sources."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from data import snapshot as store
from pages.widgets.language import LANGUAGES, Language
from pages.widgets.menu import enter
from pages.widgets.notices import banner, foot
from pages.widgets.picking import picked
from pages.widgets.selection import Selection, language, resolve, wanted
from pages.widgets.served import Served

STYLE = Path(__file__).parent / "style.css"


def open_page(title: str, levels: Sequence[str] = ()) -> tuple[Served, Selection]:
    """Draws the head of a page, says what is wrong, and hands over the data and the selection.

    `levels` limits the levels where the page, not the KPI, decides on them.
    Where nothing was ever published the page explains that and stops here.
    """
    words = open_head(title)
    served, notes = _served(words)
    if not served.fact("last_month"):
        st.info(plain(words.t("The data hold no month yet: load reports or the use of services.")))
        st.stop()
    selection, problems = resolve(served, levels)
    for text in [*notes, *problems]:
        st.warning(plain(text), icon=":material/info:")
    banner(served, words)
    return served, selection


def open_head(title: str) -> Language:
    """Draws title, language switch and, if there is one, the last refusal; returns the language."""
    words = language()
    enter(words)
    st.html(STYLE)
    st.html(
        f"<script>document.documentElement.lang = '{words.code}'</script>",
        unsafe_allow_javascript=True,
    )
    left, right = st.columns([5, 2], vertical_alignment="center")
    left.title(title, anchor=False)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch(words)
    _failed_publish(words)
    return words


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, with its signs made harmless."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$:~^" else c for c in text)


def label(text: str) -> str:
    """Text for the label of a widget: an image, a link or a list in it is made harmless.

    Software that reads a page aloud says the backslashes of labels too, so that `plain` is no use.
    """
    escaped = "".join("\\" + c if c in "\\`*_[]<$~" else c for c in text)
    return re.sub(r"^(\d*)([.)#>+-])", r"\1\\\2", escaped)


def _language_switch(words: Language) -> None:
    st.session_state["pick_lang"] = words.code
    st.segmented_control(
        words.t("Language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="pick_lang",
        required=True,
        on_change=picked,
        args=("lang",),
        label_visibility="collapsed",
    )


def _failed_publish(words: Language) -> None:
    failure = store.last_failure(store.store_directory())
    if failure is not None:
        text = words.t(
            "The latest load was refused. File {file}: {reason} {remedy}",
            file=failure.file,
            reason=words.pick(failure.reason),
            remedy=words.pick(failure.remedy),
        )
        st.error(plain(text), icon=":material/error:")


def _served(words: Language) -> tuple[Served, list[str]]:
    """The snapshot that the link names while it is kept, else the current one with a note."""
    directory = store.store_directory()
    try:
        current = store.current(directory)
    except store.SnapshotError as problem:
        st.error(plain(str(problem)), icon=":material/error:")
        st.stop()
    if current is None:
        st.info(
            plain(
                words.t(
                    "No data have been published yet. Publish a directory of exports with:"
                    " python -m data.publish EXPORTS_DIR"
                )
            ),
            icon=":material/inventory_2:",
        )
        st.stop()
    name = wanted().get("snapshot", current.name)
    if name == current.name:
        return Served(name), []
    if name in store.kept(directory):
        return Served(name), [
            words.t("This link shows the earlier snapshot {name}; a newer one is there.", name=name)
        ]
    return Served(current.name), [
        words.t("The snapshot {name} is no longer kept; the current one is shown.", name=name)
    ]


def frame_of_store(words: Language) -> Callable[[], None]:
    """For a page about the store itself: the banner above; returns what draws the foot below.

    Where nothing is served, or the store is broken, there is neither.
    """
    try:
        current = store.current(store.store_directory())
    except store.SnapshotError as problem:
        st.error(plain(str(problem)), icon=":material/error:")
        current = None
    if current is None:
        return lambda: None
    banner(Served(current.name), words)
    return lambda: foot(Served(current.name), words)
