"""Decisions that should have been done by now: alerts of what a committee itself asked for."""

from datetime import date
from html import escape

import streamlit as st

from data.ledger.meetings.decisions import decisions
from data.refusal import RefusedError
from pages.shell.selection import Selection, link
from pages.shell.served import Served, store_directory
from pages.text import formats
from pages.widgets.meetings.outcomes import about

MOST = 5


def overdue(served: Served, selection: Selection) -> None:
    """Draws the decisions that are overdue, the longest first; nothing where none is."""
    words, t = selection.language, selection.language.t
    try:
        every = decisions(store_directory())
    except RefusedError:  # said above the page
        return
    late = sorted((one for one in every if one.is_overdue(date.today())), key=lambda one: one.due)
    if not late:
        return
    lines = []
    for one in late[:MOST]:
        by = t("{owner}, by {day}", owner=one.owner, day=formats.iso_day(one.due, words))
        told = " · ".join(filter(None, [by, about(served, one, words)]))
        lines.append(f"<li><b>{escape(one.text)}</b> – {escape(told)}</li>")
    title = words.plural(
        "{n} decision is overdue", "{n} decisions are overdue", len(late), n=len(late)
    )
    there = link("decisions", t("All decisions"), selection, state="overdue")
    st.html(
        f"<section class='alerts'><p><b>{escape(title)}</b> {there}</p>"
        f"<ul>{''.join(lines)}</ul></section>"
    )
