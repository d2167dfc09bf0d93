"""The documents of a meeting: made when somebody takes one, in a process of its own."""

import logging
import os
from functools import partial

import streamlit as st

from data.access.check import is_allowed
from data.ledger.meetings.agenda import Meeting
from data.refusal import RefusedError
from pages.text.language import Language
from pages.text.markup import label, labels
from pages.widgets.files.file_button import file_button
from pages.widgets.meetings.making import finished
from pages.widgets.meetings.papers import kinds, made
from pages.widgets.meetings.taking import office_input

CONFIGURED = "DX_MAIL"  # names the settings of the mail server; without it nothing is sent
NOT_NOTED = "Sent, but not noted"  # what the command says where the ledger did not take it
REFUSED = "Not sent to"  # what the command says of a recipient whom the mail server refused
PREVIEW = "letter"  # in the session: what was chosen, and the letter as it would go out
_LOG = logging.getLogger(__name__)


def documents(meeting: Meeting, words: Language) -> None:
    """Draws a button for each kind of document."""
    t = words.t
    names = kinds(words)
    with st.popover(label(t("Documents")), icon=":material/download:"):
        for kind, name in names.items():
            file = f"meeting-{meeting.held_on}.{kind}"
            command = ["meeting", str(meeting.id), "--format", kind]
            content = partial(made, command, words)
            file_button(content, name, file, f"document-{kind}")
    if os.environ.get(CONFIGURED) and is_allowed("send_meeting"):
        with st.popover(label(t("Send by e-mail")), icon=":material/mail:"):
            _letter(meeting, names, words)


def _letter(meeting: Meeting, names: dict[str, str], words: Language) -> None:
    """Draws the letter as it would go out; only a second click sends it."""
    t = words.t
    kinds = st.multiselect(
        t("Documents"), list(names), ["pdf"], format_func=labels(names), placeholder=t("Choose")
    )
    formats = [part for kind in kinds for part in ("--format", kind)]
    asked = ["send", str(meeting.id), *formats]
    if st.button(t("Show the letter")):
        st.session_state[PREVIEW] = kinds, _told([*asked, "--dry-run"], words)
    shown, told = st.session_state.get(PREVIEW, (None, ""))
    if shown != kinds:  # what is chosen now was not looked at
        return
    if told is None:
        st.error(t("The letter could not be written or sent; the log of the server says why."))
        return
    st.code(told, language=None, wrap_lines=True)
    office = office_input(words, "send-office")
    if st.button(t("Send"), type="primary"):
        done = _told([*asked, "--by", office], words)
        st.session_state.pop(PREVIEW)
        if done is None:
            st.error(t("The letter could not be written or sent; the log of the server says why."))
        elif NOT_NOTED in done:
            _LOG.warning("%s", done)
            st.warning(
                t("The documents were sent, but that could not be noted. Do not send them again.")
            )
        elif REFUSED in done:
            _LOG.warning("%s", done)
            st.warning(t("Not every recipient took the letter; the log of the server says who."))
        else:
            st.success(t("The documents were sent."))


def _told(command: list[str], words: Language) -> str | None:
    """What a command printed; None where it failed, and the log says why."""
    try:
        making = finished(command, "", words.code)
    except (TimeoutError, RefusedError) as error:
        _LOG.error("%s", error)
        return None
    return making.told().strip() if making.is_well() else None
