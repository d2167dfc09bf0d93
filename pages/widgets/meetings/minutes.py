"""The minutes of an item, kept as they are typed, while others may write them in another window."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import streamlit as st

from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import LONGEST, Item
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.served import store_directory
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.widgets.meetings.taking import OFFICE


@dataclass(frozen=True)
class _Seen:
    """What stands in the field, and the minutes that it was kept as."""

    text: str
    kept: str


def minutes_script() -> str:
    """HTML: hands to the server what is typed; once a page, before its fields."""
    code = (Path(__file__).parent / "minutes.js").read_text(encoding="utf-8")
    return f"<script>{code}</script>"


def minutes_field(
    item: Item, words: Language, scope: Literal["app", "fragment"], height: int = 160
) -> None:
    """Draws the field of an item as it is kept now, and keeps what was typed into it.

    What others wrote meanwhile is shown, and never overwritten unasked. What is drawn anew then is
    the `scope`.
    """
    key, past = f"minutes-{item.id}", f"minutes-seen-{item.id}"
    seen = st.session_state.get(past)
    is_untouched = seen is None or st.session_state.get(key, seen.text) == seen.text
    if seen is None or (is_untouched and seen.kept != item.minutes):
        st.session_state[key], seen = item.minutes, _Seen(item.minutes, item.minutes)
        st.session_state[past] = seen
    st.session_state.setdefault(key, seen.text)
    typed = st.text_area(
        label(words.t("Minutes")), key=key, max_chars=LONGEST["minutes"], height=height
    )
    if typed == seen.text:
        if item.minutes:
            st.caption(plain(words.t("Saved.")))
        return
    if seen.kept != item.minutes and not _is_wanted(item, words):
        return
    try:
        agenda.change_item(
            store_directory(),
            replace(item, minutes=typed),
            str(st.session_state.get(OFFICE, "")),
        )
        (now,) = (one for one in agenda.items(store_directory(), item.meeting) if one.id == item.id)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    st.session_state[past] = _Seen(typed, now.minutes)
    st.rerun(scope=scope)


def _is_wanted(item: Item, words: Language) -> bool:
    """Says what somebody else wrote; whether the reader's own words are to take their place."""
    t = words.t
    st.warning(plain(t("Not saved: somebody else wrote minutes of this item meanwhile.")))
    st.text(item.minutes)
    return st.button(label(t("Put mine in their place")), key=f"minutes-mine-{item.id}")
