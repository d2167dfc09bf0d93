"""Whose session a thread works for, where Streamlit started it without saying so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    SCRIPT_RUN_CONTEXT_ATTR_NAME as ATTRIBUTE,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

Session = ScriptRunContext | None


def session() -> Session:
    """The session of the run that is under way; None where there is none."""
    return get_script_run_ctx(suppress_warning=True)


@contextmanager
def within(one: Session) -> Iterator[None]:
    """Within it this thread is one of the session: who is at work is asked as a page asks it.

    A wish to run the page anew, which nobody would hear, is an OSError.
    """
    thread = threading.current_thread()
    before = getattr(thread, ATTRIBUTE, None)
    setattr(thread, ATTRIBUTE, one)
    try:
        yield
    except ScriptControlException as wish:
        raise OSError("the page is to run anew") from wish
    finally:
        setattr(thread, ATTRIBUTE, before)
