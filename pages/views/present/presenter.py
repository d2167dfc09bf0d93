"""What who speaks has beside each slide: the next one, and the fields of minutes and decisions."""

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import decisions
from data.refusal import RefusedError
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.meetings.deciding import decide
from pages.widgets.meetings.frozen_items import frozen_view
from pages.widgets.meetings.minutes import minutes_field
from pages.widgets.meetings.outcomes import state_name


def next_of(number: int, titles: Sequence[str], meeting: Meeting, words: Language) -> str:
    """HTML under a slide: the next item, what turns the slides, and the ways out."""
    t, query = words.t, urlencode({"lang": words.code, "meeting": meeting.id})
    after = titles[number] if number < len(titles) else t("the last item")
    steps = [(-1, "←", t("Back")), (1, "→", t("Next"))]
    buttons = "".join(
        f"<button data-step='{step}' title='{escape(told, quote=True)}'>{sign}</button>"
        for step, sign, told in steps
    )
    note = t("↑ ↓ other periods · B blank: the projector follows this window of the same browser.")
    return (
        f"<div class='next'><p>{buttons} <span>{number}/{len(titles)}</span>"
        f" <b>{escape(t('Next'))}:</b> {escape(after)}</p>"
        f"<p><a href='present?{query}' target='_blank'>{escape(t('Window for the projector'))}</a>"
        f" · <a href='meetings?{query}' target='_self'>{escape(t('Back to the agenda'))}</a></p>"
        f"<p><small>{escape(note)}</small></p></div>"
    )


@st.fragment
def notes(number: int, item: Item, served: Served, selection: Selection) -> None:
    """Draws the fields of an item as it is kept now: its minutes, and a decision on it."""
    words, t = selection.language, selection.language.t
    try:
        now = [one for one in agenda.items(store_directory(), item.meeting) if one.id == item.id]
        decided = [one for one in decisions(store_directory(), item.meeting) if one.item == item.id]
    except RefusedError:  # said above the page
        return
    with st.container(key=f"notes-{number}"):
        if not now:
            st.info(plain(t("This item was taken off the agenda meanwhile.")))
            return
        if item.note:
            st.caption(plain(item.note))
        minutes_field(now[0], words, "fragment", 190)
        if decided:
            lines = "".join(
                f"<li>{escape(one.text)} <small>{escape(one.owner)} · "
                f"{escape(state_name(one, words, date.today()))}</small></li>"
                for one in decided
            )
            st.html(f"<p><b>{escape(t('Decisions'))}</b></p><ul>{lines}</ul>")
        decide(now[0], frozen_view(item), served, words)
