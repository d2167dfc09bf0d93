"""Small pieces of HTML, every text of the data escaped."""

from html import escape
from urllib.parse import urlencode

from pages.figures import palette
from pages.widgets import words as words_of
from pages.widgets.language import Language
from pages.widgets.selection import Selection

UNCONFIRMED = ("unconfirmed", "proposed")  # marks of targets that are no law


def badge(status: str, language: Language, target_status: str = "") -> str:
    """A status as a sign and a word; hollow where the target is not confirmed."""
    words = escape(words_of.status(status, language))
    hollow = " hollow" if target_status in UNCONFIRMED else ""
    return f"<span class='badge {status}{hollow}'>{palette.STATUS_SIGN[status]} {words}</span>"


def link(page: str, text: str, selection: Selection, **changes: str) -> str:
    """A link to another page that carries the whole selection, with some of it changed."""
    chosen = {**selection.asked(), **changes}
    chosen = {name: value for name, value in chosen.items() if value}
    query = escape(urlencode(chosen), quote=True)
    return f"<a href='{page}?{query}' target='_self'>{escape(text)}</a>"


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
