"""What a person should know of how a file was read: nothing of it is lost in silence."""

from collections.abc import Sequence

import streamlit as st

from data.read import Note
from pages.text.language import Language
from pages.text.markup import Markdown

MOST = 5  # places of one kind that are named
MORE = "more_notes"  # how many notes of a kind the reader left out, as "error_cell: 20"


def draw_notes(notes: Sequence[Note], words: Language) -> None:
    """Draws one line for each kind of note, with the first places where it holds."""
    lines = note_lines(notes, words)
    if lines:
        st.warning(Markdown.lines(lines), icon=":material/info:")


def note_lines(notes: Sequence[Note], words: Language) -> list[str]:
    """The notes in words, one line a kind, in the order in which they were found."""
    kinds = list(dict.fromkeys(note.code for note in notes if note.code != MORE))
    left_out = dict(note.text.split(": ") for note in notes if note.code == MORE)
    lines = []
    for code in kinds:
        places = [_place(note) for note in notes if note.code == code]
        rest = len(places) - MOST + int(left_out.get(code, 0))
        named = "; ".join(places[:MOST])
        if rest > 0:
            named = words.t("{places} and {n} more", places=named, n=rest)
        lines.append(_sentence(code, named, words))
    return lines


def _place(note: Note) -> str:
    same = not note.sheet or note.text == note.sheet
    return note.text if same else f"{note.sheet}: {note.text}"


def _sentence(code: str, places: str, words: Language) -> str:
    t = words.t
    said = {
        "mislabelled": t(
            "The file is of another format than its name says: {places}.", places=places
        ),
        "mixed_line_endings": t("Its lines end in different ways: {places}.", places=places),
        "hidden_sheet": t("Hidden sheets were not read: {places}.", places=places),
        "hidden_row": t("Hidden rows were read like all others: {places}.", places=places),
        "error_cell": t("Cells with an error count as empty: {places}.", places=places),
        "formula_without_value": t(
            "Formulas without a saved value count as empty: {places}.", places=places
        ),
        "declared_larger": t(
            "The sheet declares more rows and columns than it holds: {places}.", places=places
        ),
        "as_shown": t(
            "Cells were read as they are shown, percentages too: {places}.", places=places
        ),
        "cells_without_header": t(
            "Cells in columns without a header were not read: {places}.", places=places
        ),
        "far_from_last_year": t(
            "Some hundred times the value of the year before, or so small a part of it; is the unit"
            " right? {places}.",
            places=places,
        ),
        "far_below_others": t(
            "A fiftieth or less of other targets of the indicator; is 80 meant by 0,8? {places}.",
            places=places,
        ),
        "rows_of_no_data": t(
            "Rows of units or signatures count as headers: {places}.", places=places
        ),
    }
    return said.get(code, f"{code}: {places}")
