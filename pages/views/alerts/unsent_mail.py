"""What became of the e-mail about alerts, where it could not be sent."""

import streamlit as st

from data.ledger.failures import unsent
from data.refusal import without_addresses
from data.store.snapshot import store_directory
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain


def unsent_mail(words: Language) -> None:
    """Says when and why the last e-mail was not sent; nothing where it was, or none is set up."""
    found = unsent(store_directory())
    if found is None:
        return
    at, why = found
    text = words.t(
        "The e-mail about new alerts was not sent on {day}: {why} The next publish tries again.",
        day=formats.day(formats.in_vietnam(at).date(), words),
        why=without_addresses(why),
    )
    st.warning(plain(text), icon=":material/mail:")
