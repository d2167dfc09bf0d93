"""The views that people saved on any page: found by a word, opened, renamed, deleted."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data.access.check import is_allowed
from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.saved_views import SavedView, delete_view, rename_view, saved_views
from data.refusal import RefusedError
from geo.units.spelling import letters
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import catalogue, store_directory
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, labels, plain
from pages.widgets.table import Html, table

HOME = "home"


def saved_section(selection: Selection) -> None:
    """Draws the list, folded, with a search and what can be done with one of them."""
    words, t = selection.language, selection.language.t
    try:
        found = saved_views(store_directory())
    except RefusedError:  # said above the page
        return
    with st.expander(label(t("Saved views ({n})", n=len(found)))):
        if not found:
            text = t("None is saved yet: “Save this view” under the figures of any page keeps it.")
            st.caption(plain(text))
            return
        asked = st.text_input(
            label(t("Search the saved views")), key="views-search", max_chars=LONGEST, width=360
        )
        shown = matching(found, asked, words)
        if shown:
            _table(shown, words)
        else:
            st.caption(plain(t("No saved view has these words.")))
        if is_allowed("rename_view"):
            _change(found, words)


def matching(found: Sequence[SavedView], asked: str, words: Language) -> list[SavedView]:
    """The views in which all words that are asked for stand, without regard to accents."""
    wanted = letters(asked).split()
    texts = [letters(" ".join((one.name, one.title, _indicator(one, words)))) for one in found]
    return [one for one, text in zip(found, texts, strict=True) if all(w in text for w in wanted)]


def way(view: SavedView, lang: str) -> str:
    """The address of a view, on the newest data."""
    page = "" if view.page == HOME else view.page
    return f"{page}?{urlencode({**view.selection, 'lang': lang})}"


def _link(view: SavedView, words: Language) -> Html:
    address = escape(way(view, words.code), quote=True)
    return Html(f"<a href='{address}' target='_self'>{escape(view.name)}</a>")


def _indicator(view: SavedView, words: Language) -> str:
    kpi = catalogue().get(str(view.selection.get("kpi", "")))
    return words.pick(kpi.name) if kpi else ""


def _table(shown: Sequence[SavedView], words: Language) -> None:
    t = words.t
    columns = {
        t("View"): [_link(one, words) for one in shown],
        t("Page"): [one.title for one in shown],
        t("Indicator"): [_indicator(one, words) for one in shown],
        t("Saved on"): [formats.day(formats.in_vietnam(one.at), words) for one in shown],
    }
    table(columns, t("Saved views"))


def _change(found: Sequence[SavedView], words: Language) -> None:
    t, by_id = words.t, {one.id: one for one in found}
    with bar():
        chosen = st.selectbox(
            label(t("Rename or delete")),
            list(by_id),
            index=None,
            format_func=labels({id: one.name for id, one in by_id.items()}),
            key="views-chosen",
            placeholder=t("– choose –"),
            width=300,
        )
        if chosen is None:
            return
        view = by_id[chosen]
        name = st.text_input(
            label(t("New name")),
            view.name,
            key=f"views-name-{view.id}",
            max_chars=LONGEST,
            width=300,
        )
        is_renamed = st.button(label(t("Rename")), key="views-rename")
        is_deleted = st.button(label(t("Delete “{name}”", name=view.name)), key="views-delete")
    if not (is_renamed or is_deleted):
        return
    try:
        if is_renamed:
            rename_view(store_directory(), view, name, "")
        else:
            delete_view(store_directory(), view, "")
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun(scope="fragment")
