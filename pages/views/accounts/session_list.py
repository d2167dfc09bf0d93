"""Who is signed in: role, way, since when, seen last; and the button that ends it."""

from html import escape
from pathlib import Path

import streamlit as st

from data.access.sign_in import OIDC
from data.ledger.accounts.sessions import Session, end_session, sessions
from data.ledger.accounts.tokens import WAY
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, labels, plain, table
from pages.text.words import role_name


def session_list(store: Path, words: Language) -> None:
    """Draws the sessions that live, who was seen last first. RefusedError where it cannot."""
    t, found = words.t, sessions(store)
    if not found:
        st.write(plain(t("Nobody is signed in.")))
        return
    titles = [
        t("Account"),
        t("Role"),
        t("Way"),
        t("Signed in at"),
        t("Seen last"),
        t("Valid until"),
    ]
    st.html(table(titles, [_row(one, words) for one in found], kinds={0: "name"}, after=":"))
    by_id = {one.id: one for one in found}
    with bar():
        chosen = st.selectbox(
            label(t("Session to end")),
            list(by_id),
            index=None,
            format_func=labels({id: _said(one, words) for id, one in by_id.items()}),
            key="session-chosen",
            placeholder=t("– choose –"),
            width=420,
        )
        is_asked = st.button(label(t("End it")), key="session-end", disabled=chosen is None)
    if is_asked and chosen is not None:
        end_session(store, chosen, "")
        st.rerun()


def way(name: str, words: Language) -> str:
    """How somebody signs in."""
    if name.startswith(WAY):
        return words.t("token “{name}”", name=name.removeprefix(WAY))
    return words.t("provider") if name == OIDC else words.t("password")


def _row(one: Session, words: Language) -> list[str]:
    moments = (formats.moment(text, words) for text in (one.created, one.seen, one.expires))
    told = (one.name, role_name(one.role, words), way(one.way, words), *moments)
    return [escape(text) for text in told]


def _said(one: Session, words: Language) -> str:
    return f"{one.name}, {formats.moment(one.created, words)}"
