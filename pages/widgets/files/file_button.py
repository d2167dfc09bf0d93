"""The button for a file to take away, whatever is in it."""

from collections.abc import Callable

import streamlit as st

from data.access.person import at_work
from pages.shell.at_work import later
from pages.shell.server.media import own
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
}


def file_button(content: Callable[[], bytes], label: str, file: str, key: str) -> None:
    """Draws the button for any file, written when somebody takes it: as what they may read then.

    In its cells no text may be a formula.
    """
    who, mime = later(), MIME[file[-4:]]

    def made() -> bytes:
        with at_work(one := who()):
            written = content()
        own(written, mime, file, one)
        return written

    st.download_button(
        Markdown.label(label), made, file_name=file, mime=mime, key=key, on_click="ignore"
    )
