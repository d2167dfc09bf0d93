"""Documents of a meeting, or of one view as a meeting of one item.

Each is made when somebody takes it, in a process of its own.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from data.scratch import folder as folder_of
from pages.briefs.frozen import FrozenView
from pages.shell.selection import Selection
from pages.text.language import Language
from pages.text.markup import label
from pages.widgets.files.file_button import file_button
from pages.widgets.meetings.making import finished


def kinds(words: Language) -> dict[str, str]:
    """What each kind of document is called."""
    t = words.t
    return {
        "pptx": t("Slides (PPTX)"),
        "pdf": t("Pages to print (PDF)"),
        "docx": t("Report (DOCX)"),
        "xlsx": t("Figures (XLSX)"),
    }


def papers_of(view: Callable[[], FrozenView], selection: Selection, name: str, key: str) -> None:
    """Draws the button of the documents of a view, which is frozen when it is pressed.

    `name` is that of their files, without the end.
    """
    t = selection.language.t
    if st.button(label(t("Documents")), key=f"papers-{key}", icon=":material/description:"):
        st.dialog(label(t("Documents of this view")))(_papers)(view, selection.language, name)


def _papers(view: Callable[[], FrozenView], words: Language, file: str) -> None:
    taken = view()
    for kind, name in kinds(words).items():
        content = partial(of_view, taken, kind, words)
        file_button(content, name, f"{file}.{kind}", f"paper-{kind}-{file}")


def of_view(view: FrozenView, kind: str, words: Language) -> bytes:
    """A document of one view. OSError where none could be made; the log says why."""
    with folder_of("view") as folder:
        file = Path(folder) / "view.json"
        file.write_bytes(view.written())
        return made(["view", str(file), "--format", kind], words)


def made(command: Sequence[str], words: Language) -> bytes:
    """What a command of documents makes. OSError where it makes none; the log says why."""
    found = finished(command, "out", words.code).made()
    if not found:
        raise OSError("no document")
    return found
