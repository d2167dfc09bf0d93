"""The documents of a meeting: made when somebody takes one, in a process of its own."""

import logging
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from data.ledger.meetings.agenda import Meeting
from pages.shell.served import store_directory
from pages.text.language import Language
from pages.text.markup import label
from pages.widgets.download import file_button

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # seconds
_LOG = logging.getLogger(__name__)


def documents(meeting: Meeting, words: Language) -> None:
    """Draws a button for each kind of document."""
    t = words.t
    names = {
        "pptx": t("Slides (PPTX)"),
        "pdf": t("Pages to print (PDF)"),
        "docx": t("Report (DOCX)"),
        "xlsx": t("Figures (XLSX)"),
    }
    with st.popover(label(t("Documents")), icon=":material/download:"):
        for kind, name in names.items():
            file = f"meeting-{meeting.held_on}.{kind}"
            content = partial(made, meeting, kind, words)
            file_button(content, name, file, f"document-{kind}")


def made(meeting: Meeting, kind: str, words: Language) -> bytes:
    """A document as it is now. OSError where none could be made; the log says why."""
    with tempfile.TemporaryDirectory(prefix="documents-") as out:
        asked = ["meeting", str(meeting.id), "--format", kind, "--out", out, "--lang", words.code]
        done = subprocess.run(
            [sys.executable, "-m", "pages.briefs", *asked, "--store", str(store_directory())],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        if done.returncode:
            _LOG.error("%s", done.stderr.strip())
            raise OSError("no document")
        return next(Path(out).iterdir()).read_bytes()
