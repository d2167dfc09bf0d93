"""How a column is written, where nothing in the file decides: a person says so once, it is kept."""

from pathlib import Path

import streamlit as st

from data.ledger.layouts import remember_writing
from data.refusal import AskedError, RefusedError
from data.stage.outcome import Outcome
from pages.shell.refused import draw_refusal
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain


def writing_pickers(outcomes: list[Outcome], store: Path, by: str, words: Language) -> bool:
    """Draws the question of each file that was not taken for one; whether it was answered now."""
    for number, outcome in enumerate(outcomes):
        if isinstance(outcome.refused, AskedError):
            answer = _picked(number, outcome.refused, words)
            if answer:
                return _keep(outcome.refused, answer, store, by, words)
    return False


def _picked(number: int, asked: AskedError, words: Language) -> str:
    t = words.t
    choices = {how: words.pick(means.as_dict()) for how, means in asked.choices.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("How the column is written"),
            list(choices),
            index=None,
            format_func=lambda how: plain(formats.title(choices[how])),
            placeholder=t("– choose –"),
            key=f"written-{number}-{asked.field}",
            width=430,
        )
        is_asked = st.button(t("Confirm"), key=f"confirm-written-{number}")
    return chosen if chosen and is_asked else ""


def _keep(asked: AskedError, answer: str, store: Path, by: str, words: Language) -> bool:
    try:
        remember_writing(store, asked.layout, {asked.field: answer}, by)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return False
    return True
