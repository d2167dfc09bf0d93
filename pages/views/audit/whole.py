"""Whether the list is as it was written: followed a little at a time, told with its head."""

import time
from pathlib import Path

import streamlit as st

from data.ledger.audit.chain import Chain, followed
from data.ledger.keeping.links import Head
from data.ledger.keeping.verify import ALTERED, LOST, Fault
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import Markdown, label, plain

AT_OPENING, ON_WISH = 0.3, 60.0  # seconds that are spent on it
SETTLED = 30.0  # seconds in which it is not looked at again
WISH, ON, ANEW = "audit_follow", "on", "anew"  # in the session: what was pressed


def draw_chain(store: Path, words: Language) -> None:
    """Draws how far the list was followed, what is wrong with it, and its head to be copied."""
    t = words.t
    kept, wish = _kept(store), st.session_state.pop(WISH, "")
    known = kept.get("chain")
    if known is None or wish:
        before = known[1] if known is not None and wish == ON else None
        with st.spinner(label(t("Following the list of changes …"))):
            chain = followed(store, before, ON_WISH if wish else AT_OPENING)
        kept["chain"] = time.monotonic(), chain
    elif time.monotonic() - known[0] > SETTLED:
        chain = followed(store, known[1], AT_OPENING)
        kept["chain"] = time.monotonic(), chain
    else:
        chain = known[1]
    _tell(chain, words)
    with bar():
        if not chain.is_done and not chain.faults:
            st.button(t("Go on checking"), key="audit-on", on_click=_wish, args=(ON,))
        st.button(t("Check all from the start"), key="audit-anew", on_click=_wish, args=(ANEW,))
        if chain.is_done and chain.upto is not None and not chain.faults:
            with st.popover(label(t("Head of the list"))):
                _head(chain.upto, words)


def _tell(chain: Chain, words: Language) -> None:
    t = words.t
    if chain.faults:
        lines = [t("The list of changes is not as it was written."), *_faults(chain, words)]
        remedy = t(
            "Keep the ledger as it is, tell who answers for it, and compare it with a backup:"
            " python -m data.ledger verify"
        )
        st.error(Markdown.lines([*lines, remedy]), icon=":material/error:")
        return
    if chain.newest is None:
        st.info(plain(t("Nothing was changed yet.")))
        return
    count = formats.number(chain.upto.id if chain.upto else 0, words)
    when = formats.moment(chain.begun, words)
    if not chain.is_done:
        whole = formats.number(chain.newest.id, words)
        st.info(plain(t("Checked up to change {n} of {all}: as written.", n=count, all=whole)))
        return
    st.success(
        plain(
            t(
                "Each change up to no. {n} is as it was written (checked {when}).",
                n=count,
                when=when,
            )
        ),
        icon=":material/verified:",
    )


def _head(head: Head, words: Language) -> None:
    told = words.t(
        "The head of the list. Keep it elsewhere: python -m data.ledger verify --head …"
        " proves later that nothing up to it was altered."
    )
    st.caption(plain(told))
    st.code(str(head), language=None, wrap_lines=True)


def _faults(chain: Chain, words: Language) -> list[str]:
    return [_fault(one, words) for one in chain.faults]


def _fault(fault: Fault, words: Language) -> str:
    t, n = words.t, formats.number(fault.id, words)
    if fault.kind == ALTERED:
        return t("Change {n} was altered after it was written.", n=n)
    if fault.kind == LOST:
        return t("Change {n} was the last one once and is gone, or written anew.", n=n)
    return t("Before change {n} something was removed, inserted or moved.", n=n)


def _wish(how: str) -> None:
    st.session_state[WISH] = how


@st.cache_resource(show_spinner=False)
def _kept(store: Path) -> dict[str, tuple[float, Chain]]:
    """What this process knows of the chain of a store, and since when."""
    return {}
