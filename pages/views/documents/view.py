"""The page of documents: what is made, how far it is, and where it is taken away."""

from collections.abc import Sequence

import streamlit as st

from data.ledger.audit.notes import DOCUMENT, note
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.widgets.files.file_button import file_button
from pages.widgets.meetings.making import Making

MAKING, MADE = "documents-making", "documents-made"  # in the session: a process; name and bytes
EVERY = 1.0  # seconds between two looks at a process


def documents_page(served: Served, selection: Selection) -> None:
    """Draws the two documents, or the one that is being made."""
    words, t = selection.language, selection.language.t
    if MAKING in st.session_state:
        st.fragment(_watch, run_every=EVERY)(words)
        return
    count = len(served.names(selection.level, selection.vintage))
    told = t(
        "Sheets: {n} units, a page or two each: indicators with targets, verdict, status, outlook,"
        " rank and trend, groups, difficulties and decisions.",
        n=count,
    )
    st.write(plain(told))
    sheets = ["sheets", "--level", selection.level, "--vintage", selection.vintage, "--progress"]
    name = f"{selection.level}-{selection.vintage}-{selection.period}.pdf"
    _button(t("Make all sheets (PDF)"), [*sheets, "--period", selection.period], name, words)
    st.write(plain(t("Report of the province for this period, in the form of an office's letter.")))
    report = ["report", "--period", selection.period]
    _button(t("Make the report (DOCX)"), report, f"report-{selection.period}.docx", words)
    if MADE in st.session_state:
        _taken(*st.session_state[MADE], words)


def _button(title: str, command: Sequence[str], file: str, words: Language) -> None:
    """Draws the button that begins a document."""
    if st.button(label(title), key=f"make-{command[0]}", icon=":material/description:"):
        st.session_state.pop(MADE, None)
        if Making.is_busy():
            st.info(plain(words.t("Another document is being made. Try again in a minute.")))
            return
        try:
            note(store_directory(), DOCUMENT, file)
            st.session_state[MAKING] = Making(command, file, words.code)
        except RefusedError as refused:
            draw_refusal(refused, words)
        else:
            st.rerun()


def _watch(words: Language) -> None:
    """Draws how far a document is, and the button that ends it."""
    t = words.t
    making: Making | None = st.session_state.get(MAKING)
    if making is None:  # another look was faster
        st.rerun()
        return
    if not making.is_running():
        st.session_state[MADE] = making.file, making.made()
        del st.session_state[MAKING]
        st.rerun()
    st.progress(making.done(), label(t("Making {file} …", file=making.file)))
    if st.button(label(t("Cancel")), key="make-cancel"):
        making.cancel()
        del st.session_state[MAKING]
        st.rerun()


def _taken(file: str, content: bytes, words: Language) -> None:
    t = words.t
    if content:
        file_button(lambda: content, t("Take {file}", file=file), file, "made")
    else:
        st.error(plain(t("It could not be made; the log of the server says why.")))
