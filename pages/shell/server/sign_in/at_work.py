"""Who is at work in a process that serves: the session of the page, the reader, or the program.

A page is its first reader's: whoever else asks for it by its name is nobody on it.
"""

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
_owners: OrderedDict[str, str] = OrderedDict()  # by which accounts pages were opened
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
        return of_page(page, _token(page))
    except RefusedError:
        return None


def of_page(page: str, token: str) -> Session | None:
    """The session of a token on a page; None where it is over, or the page is somebody else's.

    RefusedError where it cannot be known.
    """
    session = living().find(token) if token else None
    return session if session is not None and _owner(page, session) == session.folded else None


def is_of(page: str, session: Session) -> bool:
    """Whether a page was opened by the account of a session, in this one or in an earlier one."""
    with _lock:
        return _owners.get(page) == session.folded


def _owner(page: str, session: Session) -> str:
    """The account of a page: the first one that it was asked for."""
    with _lock:
        owner = _owners.setdefault(page, session.folded)
        _owners.move_to_end(page)
        while len(_owners) > MOST:
            _owners.popitem(last=False)
    return owner


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
