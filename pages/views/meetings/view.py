"""The meeting that is chosen: its facts, its agenda, and what takes it to the room."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from data.access.check import is_allowed
from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import LONGEST, Meeting
from data.ledger.meetings.decisions import decisions
from data.refusal import RefusedError
from pages.shell.offered.at_work import is_offered
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection, link
from pages.shell.served import Served, store_directory
from pages.shell.url import dropdown, store, title_row
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.meetings.documents import documents
from pages.views.meetings.items import add_by_hand, agenda_of, copy_from
from pages.views.meetings.since import since_last_time
from pages.widgets.meetings.taking import OFFICE, named, office_input


def meetings_page(served: Served, asked: str, selection: Selection) -> None:
    """Draws the picker of meetings and the one that the link names, else the latest."""
    words, t = selection.language, selection.language.t
    try:
        known = {str(one.id): one for one in agenda.meetings(store_directory())}
        decided = decisions(store_directory())
    except RefusedError:  # said above the page
        return
    chosen = known.get(asked) or next(iter(known.values()), None)
    with title_row():
        if chosen is not None:
            dropdown(
                "meeting",
                t("Meeting"),
                list(known),
                str(chosen.id),
                lambda id: named(known[id], words),
                width=420,
            )
        if is_allowed("save_meeting"):
            with st.popover(label(t("New meeting")), icon=":material/add:"):
                _form(Meeting("", date.today().isoformat()), words)
    if asked and asked not in known:
        st.warning(plain(t("There is no meeting of that number.")), icon=":material/info:")
    if chosen is None:
        text = t(
            "No meeting is prepared yet. Begin one here, or press “Take to a meeting” under any"
            " view."
        )
        st.info(plain(text))
        return
    _head(chosen, selection)
    since_last_time(chosen, list(known.values()), decided, served, selection)
    agenda_of(chosen, [one for one in decided if one.meeting == chosen.id], served, selection)
    if not is_offered("add_meeting_item", words, t("Put an item on the agenda by hand")):
        return
    add_by_hand(chosen, words)
    if len(known) > 1:
        copy_from(chosen, [one for one in known.values() if one != chosen], words)


def _head(meeting: Meeting, selection: Selection) -> None:
    """Where and when it is, and the ways on."""
    words, t = selection.language, selection.language.t
    told = [formats.iso_day(meeting.held_on, words), meeting.place, meeting.body]
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.header(plain(meeting.name), anchor=False, width="content")
        st.html(f"<p class='meeting'>{escape(' · '.join(filter(None, told)))}</p>", width="content")
        asked = {"meeting": str(meeting.id), "presenter": ""}
        st.html(link("present", t("Present"), selection, **asked), width="content")
        if is_allowed("change_meeting_item"):
            asked["presenter"] = "1"
            st.html(link("present", t("Presenter"), selection, **asked), width="content")
        documents(meeting, words)
        if is_allowed("save_meeting"):
            with st.popover(label(t("Edit"))):
                _form(meeting, words)


def _form(meeting: Meeting, words: Language) -> None:
    """Draws the fields of a meeting; keeps what is written in them."""
    t, key = words.t, f"meeting-{meeting.id}"
    with st.form(key, border=False):
        name = st.text_input(t("Name of the meeting"), meeting.name, max_chars=LONGEST["name"])
        day = st.date_input(
            t("Day of the meeting"), date.fromisoformat(meeting.held_on), format="DD/MM/YYYY"
        )
        place = st.text_input(t("Place"), meeting.place, max_chars=LONGEST["place"])
        body = st.text_input(t("Who meets"), meeting.body, max_chars=LONGEST["body"])
        office = office_input(words)
        if not st.form_submit_button(t("Save"), type="primary"):
            return
    written = replace(meeting, name=name, held_on=day.isoformat(), place=place, body=body)
    try:
        id = agenda.save_meeting(store_directory(), written, office)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    st.session_state[OFFICE] = office
    store({"meeting": str(id)})
    st.rerun()
