"""The views that people saved on any page: found by a word, opened, renamed, deleted."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data.access.check import is_allowed
from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.saved_views import (
    SavedView,
    delete_view,
    rename_view,
    saved_views,
    share_view,
)
from data.refusal import RefusedError
from geo.units.spelling import letters
from pages.shell.selection import Selection
from pages.shell.served import catalogue, store_directory
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.widgets.kept.changing import DELETE, RENAME, is_done, pick_change
from pages.widgets.table import Html, table

HOME, SHARE = "home", "share"


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
    if any(one.owner for one in shown):
        columns[t("Seen by")] = [_seen_by(one, words) for one in shown]
    table(columns, t("Saved views"))


def _seen_by(view: SavedView, words: Language) -> str:
    if not view.is_shared:
        return words.t("You alone")
    if view.is_own:
        return words.t("Everyone")
    return words.t("Everyone, by {owner}", owner=view.owner)


def _change(found: Sequence[SavedView], words: Language) -> None:
    """Of those that are one's own; those that others share can be opened only."""
    t, by_id = words.t, {one.id: one for one in found if one.is_own}
    if not by_id:
        return

    def more(id: int) -> dict[str, str]:
        if not by_id[id].owner:
            return {}
        return {SHARE: t("Keep it to yourself") if by_id[id].is_shared else t("Share it")}

    names = {id: one.name for id, one in by_id.items()}
    wish = pick_change(names, "views", words, more)
    if wish is None:
        return
    place, view = store_directory(), by_id[wish.id]

    def change() -> None:
        if wish.action == RENAME:
            rename_view(place, view, wish.name, "")
        elif wish.action == DELETE:
            delete_view(place, view, "")
        else:
            share_view(place, view, not view.is_shared, "")

    if is_done(change, words):
        st.rerun(scope="fragment")
