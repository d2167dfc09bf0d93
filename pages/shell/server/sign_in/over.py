"""What a page says when the session in which it was opened is over: nothing else is shown."""

from html import escape

import streamlit as st

from data.access import sign_in
from data.access.person import NOBODY, person
from pages.text.language import Language
from pages.text.markup import plain


def stop_when_over(words: Language) -> None:
    """Ends the run of a page for whoever is signed in no more."""
    if not sign_in.is_on() or person() != NOBODY:
        return
    st.error(plain(words.t("Your session is over. Sign in again to go on.")))
    text = escape(words.t("Sign in"))
    st.html(f"<a href='/sign-in?lang={words.code}' target='_self'>{text}</a>")
    st.stop()
