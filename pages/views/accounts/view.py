"""The two lists of sign-in, shown to who may change them, or why they are not shown."""

import streamlit as st

from data.access import sign_in
from data.access.check import require
from data.refusal import RefusedError
from data.store.snapshot import store_directory
from pages.shell.refused import draw_refusal
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.accounts.account_list import account_list
from pages.views.accounts.session_list import session_list

MANAGE = "manage_accounts"


def accounts_page(words: Language) -> None:
    """Draws who is signed in and who may; a refusal for whoever may not manage accounts."""
    t, store = words.t, store_directory()
    try:
        require(MANAGE)
        if not sign_in.is_on():
            st.info(plain(t("Nobody signs in on this server: DX_SIGN_IN is not set.")))
        st.header(t("Who is signed in"), anchor=False)
        session_list(store, words)
        st.header(t("Who may sign in"), anchor=False)
        account_list(store, words)
    except RefusedError as refused:
        draw_refusal(refused, words)
