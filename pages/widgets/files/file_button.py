"""The button for a file to take away, whatever is in it."""

from collections.abc import Callable

import streamlit as st

from data.ledger.audit.notes import EXPORT, note
from pages.shell.menu import PAGE
from pages.shell.served import store_directory
from pages.shell.server.sessions import session, within
from pages.text.markup import Markdown

OFFICE = "application/vnd.openxmlformats-officedocument."
MIME = {  # by the last four letters of a file's name
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "docx": f"{OFFICE}wordprocessingml.document",
    "quet": "application/vnd.apache.parquet",
    "json": "application/geo+json",
    "sonl": "application/jsonl",
}


def file_button(content: Callable[[], bytes], label: str, file: str, key: str) -> None:
    """Draws the button for any file, written when somebody takes it, and noted then.

    In its cells no text may be a formula. Whose name is known gets no file that cannot be noted:
    it is not handed over, and the log of the server says why.
    """
    ours, page = session(), st.session_state.get(PAGE, "")

    def taken() -> bytes:
        with within(ours):  # Streamlit asks for the file in a thread of nobody's
            found = content()
            note(store_directory(), EXPORT, f"{page}/{file}", {"bytes": len(found)})
        return found

    st.download_button(
        Markdown.label(label), taken, file_name=file, mime=MIME[file[-4:]], key=key,
        on_click="ignore",
    )  # fmt: skip
