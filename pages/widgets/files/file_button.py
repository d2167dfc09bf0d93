"""The button for a file to take away, whatever is in it."""

from collections.abc import Callable

import streamlit as st

from data.access.person import at_work
from data.ledger.audit.notes import EXPORT, note
from data.refusal import RefusedError
from pages.shell.menu import PAGE
from pages.shell.offered.at_work import later
from pages.shell.served import store_directory
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
    "sonl": "application/jsonl",
}


def file_button(content: Callable[[], bytes], label: str, file: str, key: str) -> None:
    """Draws the button for any file, written when somebody takes it: as what they may read then.

    In its cells no text may be a formula. That it was taken is noted; who has a name gets no file
    that cannot be.
    """
    who, mime = later(), MIME[file[-4:]]
    page = st.session_state.get(PAGE, "")

    def made() -> bytes:
        with at_work(one := who()):
            try:
                written = content()
                note(store_directory(), EXPORT, f"{page}/{file}", {"bytes": len(written)})
            except RefusedError as refused:  # the role is another one since the page was drawn
                written = _told(refused)
        own(written, mime, file, one)
        return written

    st.download_button(
        Markdown.label(label), made, file_name=file, mime=mime, key=key, on_click="ignore"
    )


def _told(refused: RefusedError) -> bytes:
    """What stands in a file that is refused: why, in both languages."""
    pairs = zip(refused.reason.as_dict().values(), refused.remedy.as_dict().values(), strict=True)
    return "\n".join(" ".join(pair) for pair in pairs).encode("utf-8-sig")
