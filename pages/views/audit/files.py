"""The list that is shown as files: for Excel, and a JSON object a line."""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import streamlit as st

from data.ledger.audit.listing import Filter, every
from data.ledger.changes import Kept, write_csv, write_jsonl
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.files.file_button import file_button

MOST, MOST_BYTES = 50_000, 32 * 2**20  # of one file: it lies in the memory of the server


def draw_files(store: Path, which: Filter, count: int, words: Language) -> None:
    """Draws the buttons of both files, which hold the newest of what is shown."""
    t = words.t
    with st.container(horizontal=True, gap="small"):
        for title, file, write in (
            (t("Download this list (CSV)"), "audit.csv", write_csv),
            (t("Download this list (JSONL)"), "audit.jsonl", write_jsonl),
        ):
            file_button(content_of(store, which, write), title, file, f"audit-{file}")
    if count > MOST:
        most = formats.number(MOST, words)
        st.caption(
            plain(
                t(
                    "A file holds the newest {n} at most. All of them:"
                    " python -m data.ledger export",
                    n=most,
                )
            )
        )


def content_of(
    store: Path, which: Filter, write: Callable[[Iterable[Kept], TextIO], None]
) -> Callable[[], bytes]:
    """What makes a file of the list; RefusedError for who may not read it when it is taken."""
    return lambda: written(every(store, which), write)


def written(
    found: Iterator[Kept],
    write: Callable[[Iterable[Kept], TextIO], None],
    most: int = MOST,
    most_bytes: int = MOST_BYTES,
) -> bytes:
    """A file of the first changes, no more and no longer than it may be."""
    whole = io.BytesIO()
    text = io.TextIOWrapper(whole, encoding="utf-8", newline="", write_through=True)

    def bounded() -> Iterator[Kept]:
        for number, one in enumerate(found):
            if number >= most or whole.tell() > most_bytes:
                return
            yield one

    write(bounded(), text)
    text.flush()
    return whole.getvalue()
