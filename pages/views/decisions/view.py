"""All decisions, those of a state, and what their offices say of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from data.ledger.meetings.decisions import LONGEST, Decision, State, decisions, save_decision
from data.refusal import RefusedError
from pages.shell.offered.at_work import is_offered
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.shell.url import segments, title_row
from pages.text.language import Language
from pages.text.markup import label, labels, plain
from pages.views.decisions.download import download
from pages.widgets.meetings.outcomes import outcomes_table, state_name
from pages.widgets.meetings.taking import OFFICE, office_input

OVERDUE, OPEN, ALL = "overdue", "open", "all"


def decisions_page(served: Served, asked: str, selection: Selection) -> None:
    """Draws the decisions of the state that the link names, those to be done by default."""
    words, t, today = selection.language, selection.language.t, date.today()
    try:
        every = decisions(store_directory())
    except RefusedError:  # said above the page
        return
    parts = {
        OPEN: [one for one in every if one.state == State.OPEN],
        OVERDUE: [one for one in every if one.is_overdue(today)],
        ALL: every,
    }
    current = asked if asked in parts else OPEN
    names = {OPEN: t("To be done"), OVERDUE: t("Overdue"), ALL: t("All")}
    counted = {code: f"{name} ({len(parts[code])})" for code, name in names.items()}
    with title_row():
        segments("state", t("State"), list(parts), current, counted)
    found = parts[current]
    if not found:
        st.info(plain(t("There is no such decision. Decisions are written on the agenda.")))
        return
    outcomes_table(
        served, sorted(found, key=lambda one: (one.due or "9", one.id)), selection, today
    )
    st.caption(plain(t("Values are those of the units of each decision together.")))
    download(served, found, current, selection, today)
    if is_offered("save_decision", words, t("Say what became of a decision")):
        _report(found, words, today)


def _report(found: Sequence[Decision], words: Language, today: date) -> None:
    """Draws the form in which an office says what became of a decision."""
    t = words.t
    with st.expander(label(t("Say what became of a decision"))):
        names = {one.id: f"{one.text} · {state_name(one, words, today)}" for one in found}
        id = st.selectbox(t("Decision"), list(names), format_func=labels(names), key="decision")
        one = next(one for one in found if one.id == id)
        states = {
            State.OPEN.value: t("In hand"),
            State.DONE.value: t("Done"),
            State.DROPPED.value: t("Dropped"),
        }
        with st.form(f"decision-{one.id}-{one.version}", border=False):
            state = st.segmented_control(
                t("State"), list(states), default=one.state, format_func=labels(states),
                required=True,
            )  # fmt: skip
            report = st.text_area(
                t("What was done"), one.report, max_chars=LONGEST["report"], height=80
            )
            office = office_input(words)
            if not st.form_submit_button(t("Save"), type="primary"):
                return
        st.session_state[OFFICE] = office
        try:
            save_decision(store_directory(), replace(one, state=state, report=report), office)
        except RefusedError as refused:
            draw_refusal(refused, words)
        else:
            st.rerun()
