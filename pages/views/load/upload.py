"""The file that a person uploads, kept for the session in a directory of its own."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data.refusal import Bilingual, RefusedError
from data.scratch import folder, unwritable
from pages.shell.refused import draw_refusal
from pages.text.language import Language

TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls"]
SCRATCH, LATEST = "uploads", "uploaded"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LONGEST = 8  # letters of the end of a name
DROPZONE = "[data-testid=stFileUploaderDropzone]"


@dataclass(frozen=True)
class Uploaded:
    """A file on the server: where it lies, its name for people, its SHA-256."""

    path: Path
    name: str
    digest: str


def pick_file(words: Language) -> Uploaded | None:
    """The uploaded file, or None while there is none."""
    t, state = words.t, st.session_state
    _name_button(t("Choose a file"))
    given = st.file_uploader(
        t("A file of any office: CSV, XLSX or XLS, 200 MB at most; it can be dropped here"),
        type=TYPES,
        key="upload",
        max_upload_size=200,
    )
    if given is None:
        return None
    if state.get(LATEST, ("",))[0] != given.file_id:
        state[LATEST] = (given.file_id, _kept(given.name, given.getvalue()))
    kept = state[LATEST][1]
    if isinstance(kept, RefusedError):
        draw_refusal(kept, words)
        return None
    return kept


def _name_button(text: str) -> None:
    # Streamlit writes the button and the hint beside it in English, whatever the language is.
    button = f"{DROPZONE} > span [data-testid=stMarkdownContainer] p"
    st.html(
        f"<style>[data-testid=stFileUploaderDropzoneInstructions] {{ display: none; }}"
        f"{button} {{ font-size: 0 !important; }}"
        f"{button}::after {{ content: {json.dumps(text, ensure_ascii=False)};"
        " font-size: .875rem; }</style>"
    )


def _kept(name: str, content: bytes) -> Uploaded | RefusedError:
    if Path(name).name != name or not name.strip(". ") or CONTROL.search(name):
        return RefusedError(
            "?",
            Bilingual("tên tệp không dùng được.", "the name of the file cannot be used."),
            Bilingual("Hãy đổi tên tệp rồi gửi lại.", "Give it another name and send it again."),
        )
    digest = hashlib.sha256(content).hexdigest()
    try:
        path = _scratch() / f"{digest[:16]}{Path(name).suffix.lower()[:LONGEST]}"
        if not path.is_file() or path.stat().st_size != len(content):
            path.write_bytes(content)
    except RefusedError as refused:
        return refused
    except OSError as error:
        path.unlink(missing_ok=True)  # half of a file would be read as all of it
        return unwritable(error.strerror or "")
    return Uploaded(path, Path(name).name, digest)


def _scratch() -> Path:
    # Removed with the session: nothing that was uploaded stays unless it is published.
    if SCRATCH not in st.session_state:
        st.session_state[SCRATCH] = folder("uploads")
    return Path(st.session_state[SCRATCH].name)
