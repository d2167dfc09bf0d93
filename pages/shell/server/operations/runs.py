"""Each run of a page: how long it took, and what a reader is told where it ended in an error."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data.refusal import RefusedError
from data.store.snapshot import generation_of
from pages.shell.menu import PAGE
from pages.shell.refused import draw_refusal
from pages.shell.selection import language
from pages.shell.server.operations.logs import begin_request, code_of, event
from pages.shell.server.operations.metrics import ERRORS, RUNS
from pages.shell.url import MEMORY
from pages.text.markup import plain


@contextmanager
def running() -> Iterator[None]:
    """Times the run of a page, which the menu has chosen within.

    A role can be taken away while its page is drawn, between what the page asks first and what it
    reads then: why that was refused is said where the page ends.
    """
    begin_request()
    began = time.perf_counter()
    try:
        yield
    except RefusedError as refused:
        draw_refusal(refused, language())
    finally:
        seconds = time.perf_counter() - began
        page = str(st.session_state.get(PAGE, ""))
        RUNS.labels(page).observe(seconds)
        snapshot = str(st.session_state.get(MEMORY, {}).get("snapshot", ""))
        known = snapshot if generation_of(snapshot) is not None else ""  # a link can say anything
        event("run", page=page, ms=int(seconds * 1000), snapshot=known)


def tell_error(error: Exception) -> bool:
    """Shows the code of an error that no page expected; the log has it with where it came from.

    What a click or a part of a page was refused is said as it is.
    """
    if isinstance(error, RefusedError):
        draw_refusal(error, language())
        return True
    ERRORS.inc()
    t = language().t
    text = t(
        "The program met an error here. Load the page again; if it comes back, tell who runs the"
        " dashboard this error code: {code}",
        code=code_of(error),
    )
    st.error(plain(text), icon=":material/error:")
    return True
