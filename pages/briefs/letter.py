"""A letter in plain text and in HTML, which holds all that is seen: nothing is fetched for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.text.language import Language

BODY = "font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5;color:#1d2733"
NOTE = "background:#fff4d6;border-left:4px solid #f0b93a;padding:6px 12px"


@dataclass(frozen=True)
class Letter:
    """A letter in one language."""

    subject: str
    text: str
    html: str


def page_of(body: Sequence[str], words: Language) -> str:
    """The HTML half, of paragraphs made here."""
    return (
        f"<!doctype html><html lang='{words.code}'><head><meta charset='utf-8'></head>"
        f"<body style='{BODY}'>{''.join(body)}</body></html>"
    )


def marked(note: str) -> str:
    """A paragraph that nobody overlooks: that the data are a demonstration."""
    return f"<p style='{NOTE}'>{escape(note)}</p>"


def one_line(text: str) -> str:
    """A text that can begin no other line, and no header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def with_link(text: str) -> str:
    """A line as HTML; an address in it can be followed."""
    before, sign, url = text.partition("http")
    if not sign:
        return escape(text)
    address = escape(sign + url, quote=True)
    return f"{escape(before)}<a href='{address}'>{address}</a>"
