"""Who is at work on a page: what it offers them, and their name where nobody signs in."""

from collections.abc import Callable
from threading import current_thread

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import SCRIPT_RUN_CONTEXT_ATTR_NAME

from data.access.check import is_allowed
from data.access.person import Person, person
from data.access.roles import ROLES, may
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import label, plain


def is_offered(action: str, words: Language, what: str = "") -> bool:
    """Whether who is at work may do something; says in a short word for whom it is, where not.

    `what` names it, where no heading above does.
    """
    if is_allowed(action):
        return True
    st.caption(plain(for_whom(action, words, what)))
    return False


def for_whom(action: str, words: Language, what: str = "") -> str:
    """Which roles may do something, in words."""
    who = [words_of.role_name(role, words) for role in ROLES if may(role, action)]
    if what:
        return words.t("{what}: only for {roles}.", what=what, roles=", ".join(who))
    return words.t("Only for: {roles}.", roles=", ".join(who))


def later() -> Callable[[], Person]:
    """What says who is at work on this page when it is asked, in whatever thread that is.

    A file is made after the run of its page, outside of it; the role may be another by then.
    """
    one, page = person(), get_script_run_ctx(suppress_warning=True)
    if page is None:
        return lambda: one

    def now() -> Person:
        thread = current_thread()
        before = getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)
        setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, page)
        try:
            return person()
        finally:
            setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, before)

    return now


def typed_name(title: str, key: str, width: int) -> str:
    """Draws the field for a name where nobody signs in; of who did, the name of the account."""
    name = person().name
    return name or st.text_input(label(title), key=key, width=width, autocomplete="name")
