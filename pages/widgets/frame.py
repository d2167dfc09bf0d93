"""What stands around every page: language switch, warnings, title, sources."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from data import snapshot as store
from pages.widgets import formats
from pages.widgets.language import LANGUAGES, Language
from pages.widgets.menu import enter
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
    if served.fact("is_demonstration") == "true":
        st.html(f"<p class='demo' role='note'>{escape(demonstration(words))}</p>")
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


def close_page(served: Served, selection: Selection, *sources: str) -> None:
    """Draws the foot of a page: the snapshot, the day of the data, and what the figures rest on."""
    words = selection.language
    as_of = formats.iso_day(served.fact("as_of_date") or served.fact("last_month"), words)
    lines = [
        words.t("Snapshot {name}, data as of {day}.", name=served.name, day=as_of),
        *sources,
    ]
    if served.fact("is_demonstration") == "true":
        lines.append(demonstration(words))
    st.html("<footer class='foot'>" + "<br>".join(escape(line) for line in lines) + "</footer>")


def demonstration(words: Language) -> str:
    """The sentence that stands on everything made from demonstration data."""
    return words.t(
        "Demonstration data: no figure here is a result; everything below the province is invented."
    )


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, with its signs made harmless."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$:~^" else c for c in text)


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
