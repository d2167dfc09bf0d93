"""The file that a person uploads, kept for the session in a directory of its own."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.widgets.language import Language

TYPES = ["csv", "txt", "tsv", "xlsx", "xls"]
SCRATCH = "uploads"


@dataclass(frozen=True)
class Uploaded:
    """A file on the server: where it lies, its name for people, its SHA-256."""

    path: Path
    name: str
    digest: str


def pick_file(words: Language) -> Uploaded | None:
    """The uploaded file, or None while there is none."""
    t = words.t
    given = st.file_uploader(
        t("A file of any office: CSV, XLSX or XLS"), type=TYPES, key="upload", max_upload_size=200
    )
    if given is None:
        return None
    content = given.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    path = _scratch() / f"{digest[:16]}{Path(given.name).suffix.lower()}"
    if not path.is_file():
        path.write_bytes(content)
    return Uploaded(path, Path(given.name).name, digest)


def _scratch() -> Path:
    # Removed with the session: nothing that was uploaded stays unless it is published.
    if SCRATCH not in st.session_state:
        st.session_state[SCRATCH] = tempfile.TemporaryDirectory(prefix="uploads-")
    return Path(st.session_state[SCRATCH].name)
