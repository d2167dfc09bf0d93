"""The button for a file to take away, whatever is in it."""

from collections.abc import Callable

import streamlit as st

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
    """Draws the button for any file, written when somebody takes it.

    In its cells no text may be a formula.
    """
    st.download_button(
        Markdown.label(label), content, file_name=file, mime=MIME[file[-4:]], key=key,
        on_click="ignore",
    )  # fmt: skip
