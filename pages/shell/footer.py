"""What every page says of its data: that they are a demonstration, which snapshot, how old."""

from html import escape

import streamlit as st

from data.access import sign_in
from data.access.person import person
from pages.shell.opened import dated
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import complete
from pages.text import formats
from pages.text.language import Language
from pages.text.words import demonstration, role_name


def close_page(served: Served, selection: Selection, *sources: str) -> None:
    """Draws the foot of a page: the snapshot, the day of the data, and what the figures rest on.

    The address gets the whole selection then.
    """
    foot(served, selection.language, *sources)
    complete()


def banner(served: Served, words: Language) -> None:
    """Marks in the bar that the data are a demonstration, where they are; see the foot."""
    if served.fact("is_demonstration") == "true":
        whole, mark = escape(demonstration(words), quote=True), words.t("Demonstration data")
        st.html(f"<p class='demo' role='note' title='{whole}'>{escape(mark)}</p>")


def foot(served: Served, words: Language, *sources: str) -> None:
    """Draws the foot of a page about one snapshot."""
    when = dated(served.name, words)
    lines = [words.t("Data published at {when}.", when=when), *sources]
    known = served.fact("as_of_date") or served.fact("last_month")
    if known:
        as_of = formats.iso_day(known, words)
        lines[0] = words.t("Data published at {when}, as of {day}.", when=when, day=as_of)
    if served.fact("is_demonstration") == "true":
        lines.append(demonstration(words))
    way = f"<a href='guide?lang={words.code}' target='_self'>{escape(words.t('User guide'))}</a>"
    told = "<br>".join([*(escape(line) for line in lines), way, *_who(words)])
    st.html(f"<footer class='foot'>{told}</footer>")


def _who(words: Language) -> list[str]:
    """Who is signed in, in which role, and the way out; HTML. Nothing where nobody signs in."""
    if not sign_in.is_on():
        return []
    one = person()
    text = words.t("Signed in as {name} ({role}).", name=one.name, role=role_name(one.role, words))
    leave = f"<a class='sign-out' href='/sign-out?lang={words.code}' target='_self'>"
    return [f"{escape(text)} {leave}{escape(words.t('Sign out'))}</a>"]
