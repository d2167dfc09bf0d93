"""Who is at work on a page: what it offers them, and their name where nobody signs in."""

import streamlit as st

from data.access.check import is_allowed
from data.access.person import person
from data.access.roles import ADMIN, ALLOWED
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import plain


def is_offered(action: str, words: Language) -> bool:
    """Whether who is at work may do something; says in a short word for whom it is, where not."""
    if is_allowed(action):
        return True
    st.caption(plain(for_whom(action, words)))
    return False


def for_whom(action: str, words: Language) -> str:
    """Which roles may do something, in words."""
    names = words_of.roles(words)
    who = [names[role] for role in names if role in ALLOWED[action] or role == ADMIN]
    return words.t("Only for: {roles}.", roles=", ".join(who))


def typed_name(label: str, key: str, width: int) -> str:
    """Draws the field for a name where nobody signs in; of who did, the name of the account."""
    return person().name or st.text_input(label, key=key, width=width)
