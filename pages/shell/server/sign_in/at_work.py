"""Who is at work in a process that serves: the session of the page, the reader, or the program."""

from collections import OrderedDict
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.access import sign_in
from data.access.person import NOBODY, OPERATOR, PROCESS, READER, Person, find_by, is_open
from data.ledger.accounts.sessions import Session
from data.refusal import RefusedError
from pages.shell.server.sign_in import cookies
from pages.shell.server.sign_in.living import living

MOST = 10_000  # pages of whom is kept who opened them; those asked longest ago go first
_tokens: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


def begin() -> None:
    """From now on this process asks who is at work of the page that runs."""
    if sign_in.is_on():
        find_by(_signed_in)
    elif is_open():
        find_by(lambda: READER if _page() else PROCESS)
    else:
        find_by(lambda: OPERATOR)


def _signed_in() -> Person:
    page = _page()
    if not page:
        return PROCESS
    session = session_of(page)
    return session.person if session is not None else NOBODY


def session_of(page: str) -> Session | None:
    """The session in which a page was opened; None where it is over, or cannot be known."""
    try:
        token = _token(page)
        return living().find(token) if token else None
    except RefusedError:
        return None


def _page() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def _token(page: str) -> str:
    """Of the cookie with which the page was opened; a page that was left goes on with it."""
    token = cookies.read(dict(st.context.cookies), cookies.SESSION)
    with _lock:
        if token:
            _tokens[page] = token
        elif page in _tokens:
            token = _tokens[page]
        if page in _tokens:
            _tokens.move_to_end(page)
        while len(_tokens) > MOST:
            _tokens.popitem(last=False)
    return token
