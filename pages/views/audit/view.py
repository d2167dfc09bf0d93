"""The page: the state of the list, what of it is shown, its entries and its files."""

from collections.abc import Mapping

import streamlit as st

from data.ledger.audit.listing import count, entries, require_reader
from data.refusal import RefusedError
from pages.shell.frame import is_ledger_usable
from pages.shell.refused import draw_refusal
from pages.shell.served import store_directory
from pages.shell.url import store
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.audit.entries import draw_entries
from pages.views.audit.files import draw_files
from pages.views.audit.pickers import PAGE, pick
from pages.views.audit.whole import draw_chain

AT_ONCE = 50  # entries of a page


def audit_page(asked: Mapping[str, str], words: Language) -> None:
    """Draws the page, for who may read the list; the ledger asks again for each part of it."""
    try:
        require_reader()
        if is_ledger_usable():  # else the head of the page says why not
            _draw(asked, words)
    except RefusedError as refused:  # BusyError is one too
        draw_refusal(refused, words)


def _draw(asked: Mapping[str, str], words: Language) -> None:
    place, t = store_directory(), words.t
    which = pick(place, asked, words)
    draw_chain(place, words)
    number = count(place, which)
    if not number:
        st.info(plain(t("There is no such change.")))
        return
    pages = -(-number // AT_ONCE)
    page = min(int(asked[PAGE]) if asked[PAGE].isdecimal() else 1, pages) or 1
    first = AT_ONCE * (page - 1)
    found = entries(place, which, first, AT_ONCE)
    _turn(page, pages, first, len(found), number, words)
    draw_entries(found, words)
    draw_files(place, which, number, words)


def _turn(page: int, pages: int, first: int, here: int, number: int, words: Language) -> None:
    """Draws which of the changes stand here, and the ways to newer and older ones."""
    t = words.t
    told = {"first": first + 1, "last": first + here, "all": number}
    texts = {name: formats.number(value, words) for name, value in told.items()}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if pages > 1:
            _way(t("Newer"), page - 1, page > 1, "newer")
            _way(t("Older"), page + 1, page < pages, "older")
        st.caption(plain(t("Changes {first} to {last} of {all}", **texts)))


def _way(title: str, page: int, is_there: bool, key: str) -> None:
    target = {PAGE: str(page) if page > 1 else ""}
    st.button(
        label(title), key=f"audit-{key}", disabled=not is_there, on_click=store, args=(target,)
    )
