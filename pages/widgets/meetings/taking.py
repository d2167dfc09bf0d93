"""The button under each view that takes it to a meeting, and what is asked then."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from data.access.check import is_allowed
from data.access.person import person
from data.ledger.gate import LONGEST as LONGEST_NAME
from data.ledger.meetings import shown
from data.ledger.meetings.agenda import LONGEST, Item, Meeting, add_item, meetings, save_meeting
from data.refusal import RefusedError
from pages.briefs.frozen import FrozenView
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection, link
from pages.shell.served import store_directory
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, labels, plain

NEW = 0  # in place of the number of a meeting
OFFICE = "office"  # who prepares, kept in the session


def take_along(view: Callable[[], FrozenView], selection: Selection, key: str) -> None:
    """Draws the button; a click asks for the meeting and the words, then freezes the view."""
    words = selection.language
    if not is_allowed("add_meeting_item"):
        return
    title = words.t("Take to a meeting")
    if st.button(label(title), key=f"take-{key}", icon=":material/co_present:"):
        st.dialog(label(title), width="medium")(_ask)(view, selection, key)


def _ask(view: Callable[[], FrozenView], selection: Selection, key: str) -> None:
    words, t = selection.language, selection.language.t
    try:
        known = {one.id: one for one in meetings(store_directory())}
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    names = {NEW: t("A new meeting")} | {id: named(one, words) for id, one in known.items()}
    to = st.selectbox(t("Meeting"), [*known, NEW], format_func=labels(names), key=f"take-to-{key}")
    with st.form(f"take-form-{key}", border=False):
        meeting = known.get(to) or _new_meeting(words, key)
        taken = view()
        title = st.text_input(t("Title of the item"), taken.title, max_chars=LONGEST["title"])
        question = st.text_input(t("To decide"), max_chars=LONGEST["question"])
        note = st.text_area(t("Note"), max_chars=LONGEST["note"], height=80)
        office = office_input(words)
        if not st.form_submit_button(t("Put on the agenda"), type="primary"):
            return
    try:
        number = meeting.id or save_meeting(store_directory(), meeting, office)
        put_on(number, taken, title, question, note, office)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    st.session_state[OFFICE] = office
    st.success(plain(t("It is on the agenda, with the figures as they are now.")))
    st.html(f"<p>{link('meetings', t('Open the agenda'), selection, meeting=str(number))}</p>")


def put_on(
    meeting: int, view: FrozenView, title: str, question: str, note: str, office: str
) -> int:
    """Freezes a view and puts it at the end of an agenda; returns the item's id.

    RefusedError where it cannot be kept: then nothing is on the agenda.
    """
    store = store_directory()
    name = shown.keep(store, meeting, view.written(), ".json", office)
    item = Item(
        title=title,
        page=view.page,
        selection=dict(view.selection),
        frozen=name,
        question=question,
        note=note,
    )
    return add_item(store, meeting, item, office)


def named(meeting: Meeting, words: Language) -> str:
    """A meeting in one line: day and name."""
    return f"{formats.iso_day(meeting.held_on, words)} · {meeting.name}"


def office_input(words: Language, key: str | None = None) -> str:
    """Draws the field for who is at work, as this session knows it; what stands in it.

    Who signed in is not asked.
    """
    if account := person().name:
        return account
    return st.text_input(
        words.t("Office"),
        st.session_state.get(OFFICE, ""),
        key=key,
        placeholder=words.t("Not a person: “Department …”"),
        max_chars=LONGEST_NAME,
        autocomplete="organization",
    )


def _new_meeting(words: Language, key: str) -> Meeting:
    t = words.t
    name = st.text_input(
        t("Name of the meeting"), key=f"take-name-{key}", max_chars=LONGEST["name"]
    )
    day = st.date_input(
        t("Day of the meeting"), date.today(), format="DD/MM/YYYY", key=f"take-day-{key}"
    )
    return Meeting(name, day.isoformat())
