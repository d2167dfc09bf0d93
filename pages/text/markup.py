"""Small pieces of HTML, every text of the data escaped."""

import re
from html import escape

from pages.figures import palette
from pages.text import words as words_of
from pages.text.language import Language

UNCONFIRMED = ("unconfirmed", "proposed")  # marks of targets that are no law


def badge(status: str, language: Language, target_status: str = "") -> str:
    """A status as a sign and a word; hollow where the target is not confirmed."""
    words = escape(words_of.status(status, language))
    hollow = " hollow" if target_status in UNCONFIRMED else ""
    return f"<span class='badge {status}{hollow}'>{palette.STATUS_SIGN[status]} {words}</span>"


def facts(pairs: list[tuple[str, str, str]]) -> str:
    """A row of large figures from (label, figure, small note)."""
    cells = "".join(
        f"<div><dt>{escape(label)}</dt>"
        f"<dd>{escape(figure)} <small>{escape(note)}</small></dd></div>"
        for label, figure, note in pairs
    )
    return f"<dl class='facts'>{cells}</dl>"


def definitions(pairs: list[tuple[str, str]]) -> str:
    """A list of terms and their explanation; the second half is HTML made here."""
    return (
        "<dl class='def'>"
        + "".join(f"<dt>{escape(term)}</dt><dd>{body}</dd>" for term, body in pairs if body)
        + "</dl>"
    )


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, with its signs made harmless."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$:~^" else c for c in text)


def label(text: str) -> str:
    """Text for the label of a widget: an image, a link or a list in it is made harmless.

    Software that reads a page aloud says the backslashes of labels too, so that `plain` is no use.
    """
    escaped = "".join("\\" + c if c in "\\`*_[]<$~" else c for c in text)
    return re.sub(r"^(\d*)([.)#>+-])", r"\1\\\2", escaped)
